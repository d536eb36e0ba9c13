import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useDataset } from '../../state/dataset';
import { useEnvironment } from '../../state/environment';
import type { ListedEntry } from '../../state/libraryDatabase';
import { useLibrary } from '../../state/libraryStore';
import { bytes, count } from '../parts/format';

function factsOf({ pairs, classes, bytes: size }: ListedEntry): string {
  return [`${count(pairs)} pairs`, classes > 0 ? `${count(classes)} ${classes === 1 ? 'class' : 'classes'}` : 'no classes', bytes(size)].join(' · ');
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Enter and leaving the field save, Escape does not. The field goes while it has the focus, which is no leaving. */
function NameField({ entry, onEnd }: { entry: ListedEntry; onEnd(byKey: boolean): void }) {
  const [text, setText] = useState(entry.name);
  const box = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => box.current?.select(), []);
  const end = (save: boolean, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    if (save && text !== entry.name) void useLibrary.getState().rename(entry.id, text);
    onEnd(byKey);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The button that gets the focus would be pressed by it.
    event.preventDefault();
    end(event.key === 'Enter', true);
  };
  return (
    <input ref={box} type="text" autoFocus maxLength={120} value={text} aria-label={`New name of ${entry.name}`}
      onChange={({ target }) => setText(target.value)} onKeyDown={press} onBlur={() => end(true, false)} />
  );
}

/** Stands in the place of a deleted one, so that its button is where the hand is. */
function Deleted({ entry }: { entry: ListedEntry }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <li className="library-row">
      <p role="status">“{entry.name}” is deleted.</p>
      <div className="buttons">
        <button type="button" ref={button} onClick={() => void useLibrary.getState().undo(entry.id)}>
          Undo
        </button>
      </div>
    </li>
  );
}

function useIsOpen(id: string): boolean {
  return useDataset(({ source }) => source?.kind === 'stored' && source.id === id);
}

export function LibraryRow({ entry }: { entry: ListedEntry }) {
  const { remove, gone } = useLibrary();
  const { propose, loading } = useDataset();
  const ready = useEnvironment((state) => state.phase === 'ready');
  const open = useIsOpen(entry.id);
  const [renaming, setRenaming] = useState(false);
  const rename = useRef<HTMLButtonElement>(null);
  const remover = useRef<HTMLButtonElement>(null);
  const deleted = useRef(false);
  const lost = gone.includes(entry.id);
  useEffect(() => {
    // What was pressed to bring it back is gone.
    if (deleted.current && entry.deletedAt === null && document.activeElement === document.body) remover.current?.focus();
    deleted.current = entry.deletedAt !== null;
  }, [entry.deletedAt]);
  if (entry.deletedAt !== null) return <Deleted entry={entry} />;
  const endRenaming = (byKey: boolean) => {
    setRenaming(false);
    if (byKey) rename.current?.focus();
  };
  return (
    <li className="library-row" aria-current={open || undefined}>
      <div>
        {renaming ? <NameField entry={entry} onEnd={endRenaming} /> : <strong>{entry.name}</strong>} {open && <span className="badge">open</span>}
        <small>{lost ? 'The browser has cleared its files. Delete it here, and drop them again.' : `${factsOf(entry)} · ${day.format(entry.created)}`}</small>
      </div>
      <div className="buttons">
        <button type="button" disabled={open || lost || !ready || loading !== null} aria-label={`Open ${entry.name}`} onClick={() => propose({ kind: 'stored', id: entry.id })}>
          Open
        </button>
        <button type="button" ref={rename} aria-label={`Rename ${entry.name}`} onClick={() => setRenaming(true)}>
          Rename
        </button>
        <button type="button" ref={remover} aria-label={`Delete ${entry.name}`} onClick={() => void remove(entry.id)}>
          Delete
        </button>
      </div>
    </li>
  );
}
