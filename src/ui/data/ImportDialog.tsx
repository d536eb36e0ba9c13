import { useEffect, useRef } from 'react';
import { useImport } from '../../state/importing';
import { ImportPreview } from './ImportPreview';
import { ImportSettings } from './ImportSettings';
import { PartRoles } from './PartRoles';

function Sentences({ title, sentences, className }: { title: string; sentences: readonly string[]; className?: string }) {
  if (sentences.length === 0) return null;
  return (
    <div className={className}>
      <h3>{title}</h3>
      <ul className="sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** What the dropped columns mean: what was guessed and why, and a choice for each role. */
export function ImportDialog() {
  const { phase, inspection, mapping, checked, change, confirm, cancel } = useImport();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = phase === 'asking' && inspection !== null && mapping !== null;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const problems = checked?.problems ?? [];
  const notes = inspection?.files.flatMap(({ path, notes: own }) => own.map((note) => `${path}: ${note}`)) ?? [];
  return (
    <dialog ref={dialog} className="import-dialog" onCancel={cancel} aria-labelledby="import-title">
      {open && (
        <>
          <h2 id="import-title">What do these columns mean?</h2>
          <div className="import-reasons">
            <Sentences title="Understood" sentences={[...inspection.guess.reasons, ...notes]} />
            <Sentences title="Not certain" sentences={inspection.guess.doubts} className="doubts" />
          </div>
          <PartRoles inspection={inspection} mapping={mapping} change={(next) => void change(next)} />
          <ImportSettings mapping={mapping} change={(next) => void change(next)} />
          <ImportPreview checked={checked} />
          <div className="import-end">
            <div role="alert">
              <Sentences title="This does not fit yet" sentences={problems} className="field-problem" />
            </div>
            <div className="buttons">
              <button type="button" onClick={cancel}>
                Cancel
              </button>
              <button type="button" className="primary" disabled={!checked || problems.length > 0} onClick={() => void confirm()}>
                Take in
              </button>
            </div>
          </div>
        </>
      )}
    </dialog>
  );
}
