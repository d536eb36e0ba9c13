import { memo, useRef, useState } from 'react';
import { goOnWith, replayRun } from '../../../state/runsActions';
import { toggleRun } from '../../../state/runsChosen';
import type { ListedRun } from '../../../state/runsDatabase';
import { useRuns } from '../../../state/runsStore';
import { runColour } from '../../charts/runColours';
import { DeletedRow, useFocusAfterUndo } from '../../parts/DeletedRow';
import { NameField } from '../../parts/NameField';
import { NoteField } from './NoteField';
import { ReplayLine } from './ReplayLine';
import { RunMenu } from './RunMenu';
import { runFacts } from './runWords';
import type { RowState } from './useStandings';

interface RunRowProps extends RowState {
  entry: ListedRun;
  active: boolean;
  onFork(entry: ListedRun): void;
}

/** Colour and number of its curves; room for both also where it is not drawn. */
function Mark({ place }: { place: number | null }) {
  return (
    <span className="run-mark" style={place === null ? undefined : { background: runColour(place) }} aria-hidden="true">
      {place === null ? '' : place + 1}
    </span>
  );
}

function Star({ entry: { id, name, starred } }: { entry: ListedRun }) {
  return (
    <button type="button" className="quiet run-star" aria-pressed={starred} aria-label={`Star ${name}`} onClick={() => void useRuns.getState().update(id, { starred: !starred })}>
      {starred ? '★' : '☆'}
    </button>
  );
}

function RowButtons({ entry, standing, toOpen, active, onFork, open, onMore }: RunRowProps & { open: boolean; onMore(): void }) {
  const { name, record } = entry;
  const lost = standing === 'gone';
  return (
    <div className="buttons">
      {standing === 'interrupted' && (
        <button type="button" disabled={active || toOpen !== null} aria-label={`Go on with ${name}`} onClick={() => void goOnWith(entry, false)}>
          Go on
        </button>
      )}
      <button type="button" disabled={lost} aria-label={`Start another run from ${name}`} onClick={() => onFork(entry)}>
        Fork
      </button>
      <button type="button" disabled={active || lost || toOpen !== null} title={toOpen ?? `The same settings, seed and changes as ${name}`} aria-label={`Replay ${name}`} onClick={() => void replayRun(entry)}>
        Replay
      </button>
      <button type="button" className="quiet" aria-expanded={open} aria-controls={`run-menu-${record.id}`} aria-label={`More about ${name}`} onClick={onMore}>
        More {open ? '▴' : '▾'}
      </button>
    </div>
  );
}

/** Drawn again only where something of this run has changed. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { entry, standing, place, isPresent, answers, toOpen, active } = props;
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<'name' | 'note' | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const remover = useFocusAfterUndo(entry.deletedAt);
  if (entry.deletedAt !== null) return <DeletedRow name={entry.name} onUndo={() => void useRuns.getState().undo(entry.id)} />;
  const endEditing = (label: string) => {
    setEditing(null);
    row.current?.querySelector<HTMLButtonElement>(`[aria-label*="${label}"]`)?.focus();
  };
  return (
    <li className="run-row" ref={row}>
      <label className="run-show">
        <input type="checkbox" checked={place !== null} disabled={isPresent || standing === 'gone'} aria-label={`Show ${entry.name} in the figures`} onChange={({ target }) => toggleRun(entry.id, target.checked)} />
        <Mark place={place} />
      </label>
      <div className="run-words">
        {editing === 'name' ? <NameField name={entry.name} onSave={(name) => void useRuns.getState().rename(entry.id, name)} onEnd={(byKey) => (byKey ? endEditing('Rename') : setEditing(null))} /> : <strong>{entry.name}</strong>}
        <Star entry={entry} />
        {isPresent && <span className="badge">present</span>} {answers && <span className="badge">answers in Search</span>}
        <small>{runFacts(entry, standing)}</small>
        {entry.record.replayOf && <ReplayLine id={entry.id} of={entry.record.replayOf} drawn={place !== null} />}
        {standing === 'interrupted' && toOpen && <small>{toOpen}</small>}
        {editing === 'note' ? <NoteField entry={entry} onEnd={() => endEditing('the note')} /> : entry.note && <p className="run-note">{entry.note}</p>}
      </div>
      <RowButtons {...props} open={open} onMore={() => setOpen(!open)} />
      <div id={`run-menu-${entry.id}`} hidden={!open} className="run-menu-place">
        {open && <RunMenu entry={entry} state={{ standing, place, isPresent, answers, toOpen }} active={active} remover={remover} onRename={() => setEditing('name')} onNote={() => setEditing('note')} />}
      </div>
    </li>
  );
});
