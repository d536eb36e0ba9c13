import { useRef, useState } from 'react';
import { useDataset } from '../../state/dataset';
import { useEnvironment } from '../../state/environment';
import type { ListedEntry } from '../../state/libraryDatabase';
import { useLibrary } from '../../state/libraryStore';
import { DeletedRow, useFocusAfterUndo } from '../parts/DeletedRow';
import { bytes, count } from '../parts/format';
import { NameField } from '../parts/NameField';

function factsOf({ pairs, classes, bytes: size }: ListedEntry): string {
  return [`${count(pairs)} pairs`, classes > 0 ? `${count(classes)} ${classes === 1 ? 'class' : 'classes'}` : 'no classes', bytes(size)].join(' · ');
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

function useIsOpen(id: string): boolean {
  return useDataset(({ source }) => source?.kind === 'stored' && source.id === id);
}

export function LibraryRow({ entry }: { entry: ListedEntry }) {
  const { remove, rename: renameTo, undo, gone } = useLibrary();
  const { propose, loading } = useDataset();
  const ready = useEnvironment((state) => state.phase === 'ready');
  const open = useIsOpen(entry.id);
  const [renaming, setRenaming] = useState(false);
  const rename = useRef<HTMLButtonElement>(null);
  const remover = useFocusAfterUndo(entry.deletedAt);
  const lost = gone.includes(entry.id);
  if (entry.deletedAt !== null) return <DeletedRow name={entry.name} onUndo={() => void undo(entry.id)} />;
  const endRenaming = (byKey: boolean) => {
    setRenaming(false);
    if (byKey) rename.current?.focus();
  };
  return (
    <li className="library-row" aria-current={open || undefined}>
      <div>
        {renaming ? <NameField name={entry.name} onSave={(name) => void renameTo(entry.id, name)} onEnd={endRenaming} /> : <strong>{entry.name}</strong>} {open && <span className="badge">open</span>}
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
