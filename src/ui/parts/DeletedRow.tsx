import { useEffect, useRef, type RefObject } from 'react';

/** Stands in the place of a deleted one, so that its button is where the hand is. */
export function DeletedRow({ name, onUndo }: { name: string; onUndo(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <li className="library-row">
      <p role="status">“{name}” is deleted.</p>
      <div className="buttons">
        <button type="button" ref={button} onClick={onUndo}>
          Undo
        </button>
      </div>
    </li>
  );
}

/** A ref to what takes the focus when its row is brought back: what was pressed for that is gone. */
export function useFocusAfterUndo(deletedAt: number | null): RefObject<HTMLButtonElement | null> {
  const target = useRef<HTMLButtonElement>(null);
  const deleted = useRef(false);
  useEffect(() => {
    if (deleted.current && deletedAt === null && document.activeElement === document.body) target.current?.focus();
    deleted.current = deletedAt !== null;
  }, [deletedAt]);
  return target;
}
