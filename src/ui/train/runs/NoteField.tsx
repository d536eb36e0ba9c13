import { useId, useState, type KeyboardEvent } from 'react';
import type { ListedRun } from '../../../state/runsDatabase';
import { useRuns } from '../../../state/runsStore';

const LONGEST_NOTE = 4000;

/** Escape leaves the note as it was; Control and Enter save, as the button does. */
export function NoteField({ entry, onEnd }: { entry: ListedRun; onEnd(): void }) {
  const [text, setText] = useState(entry.note);
  const hint = useId();
  const end = (save: boolean) => {
    if (save && text !== entry.note) void useRuns.getState().update(entry.id, { note: text.trim() });
    onEnd();
  };
  const press = (event: KeyboardEvent) => {
    const save = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!save && event.key !== 'Escape') return;
    event.preventDefault();
    end(save);
  };
  return (
    <div className="run-note-field">
      <textarea autoFocus rows={3} maxLength={LONGEST_NOTE} value={text} aria-label={`Note on ${entry.name}`} aria-describedby={hint} onChange={({ target }) => setText(target.value)} onKeyDown={press} />
      <div className="buttons">
        <button type="button" onClick={() => end(true)}>
          Save note
        </button>
        <button type="button" className="quiet" onClick={() => end(false)}>
          Cancel
        </button>
        <small id={hint}>Control and Enter save, Escape cancels.</small>
      </div>
    </div>
  );
}
