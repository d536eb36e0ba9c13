import { useDataset } from '../../state/dataset';
import { useLibrary } from '../../state/libraryStore';
import type { StorageUse } from '../../state/storageUse';
import { bytes } from '../parts/format';
import { ProblemNotice } from '../parts/Notices';
import { LibraryRow } from './LibraryRow';

export function storageWords({ used, quota, persisted }: StorageUse): string {
  const room = used === null || quota === null ? 'The browser does not say how much room there is' : `${bytes(used)} of ${bytes(quota)} that the browser allows`;
  const kept = { true: 'kept until you clear site data', false: 'may be cleared by the browser under pressure' };
  return `${room}${persisted === null ? '' : `; ${kept[`${persisted}`]}`}.`;
}

function KeepButton() {
  const { keep, keeping } = useLibrary();
  const name = useDataset(({ source, summary }) => (source?.kind === 'files' ? summary?.name : undefined));
  if (name === undefined) return null;
  return (
    <div className="library-row keep">
      <p>
        “{name}” is open for this visit only.
        {keeping && <small role="status"> {keeping.total > 0 ? `${keeping.done} of ${keeping.total} files are stored` : 'Storing'}</small>}
      </p>
      <div className="buttons">
        <button type="button" disabled={keeping !== null} onClick={() => void keep()}>
          Keep in this browser
        </button>
      </div>
    </div>
  );
}

function Problem() {
  const { problem, dismiss } = useLibrary();
  return <ProblemNotice problem={problem} dismiss={dismiss} />;
}

/** Datasets that are kept in this browser. */
export function Library() {
  const { entries, use, ready } = useLibrary();
  return (
    <section className="panel wide library" aria-labelledby="library-title">
      <div className="panel-head">
        <h2 id="library-title">Your datasets</h2>
        {use && <small>{storageWords(use)}</small>}
      </div>
      <Problem />
      <KeepButton />
      {entries.length > 0 ? (
        <ul aria-labelledby="library-title">
          {entries.map((entry) => (
            <LibraryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : (
        <p className="muted">{ready ? 'None yet. Datasets that you drop on this page can be kept here and opened again on your next visit.' : 'Looking for them …'}</p>
      )}
    </section>
  );
}
