import { useGallery } from '../../../state/gallery';
import type { OwnAddition } from '../../../worker/protocol';
import { DeletedRow, useFocusAfterUndo } from '../../parts/DeletedRow';
import { bytes, count } from '../../parts/format';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

function Addition({ addition: { id, name, modality, rows, bytes: size, created, deletedAt } }: { addition: OwnAddition }) {
  const { remove, restore } = useGallery();
  const button = useFocusAfterUndo(deletedAt);
  if (deletedAt !== null) return <DeletedRow name={name} onUndo={() => void restore([id])} />;
  return (
    <li className="library-row">
      <div>
        <strong>{name}</strong>
        <small>
          {count(rows)} {rows === 1 ? modality : `${modality}s`} · {bytes(size)} · {day.format(created)}
        </small>
      </div>
      <div className="buttons">
        <button type="button" ref={button} aria-label={`Remove ${name}`} onClick={() => void remove([id])}>
          Remove
        </button>
      </div>
    </li>
  );
}

/** What was added at once, to be removed at once. */
export function OwnAdditions() {
  const { summary, cleared, remove, restore } = useGallery();
  const additions = summary?.additions ?? [];
  const there = additions.filter(({ deletedAt }) => deletedAt === null);
  if (additions.length === 0) return null;
  const together = cleared.length > 1 && cleared.every((id) => additions.some((addition) => addition.id === id && addition.deletedAt !== null));
  const shown = additions.filter(({ id }) => !together || !cleared.includes(id));
  return (
    <section aria-labelledby="own-additions">
      <div className="panel-head">
        <h3 id="own-additions">Added</h3>
        {there.length > 1 && (
          <button type="button" className="quiet" onClick={() => void remove(there.map(({ id }) => id))}>
            Remove all
          </button>
        )}
      </div>
      <ul className="own-additions" aria-labelledby="own-additions">
        {together && <DeletedRow name={`All ${cleared.length} additions`} onUndo={() => void restore(cleared)} />}
        {shown.map((addition) => (
          <Addition key={addition.id} addition={addition} />
        ))}
      </ul>
    </section>
  );
}
