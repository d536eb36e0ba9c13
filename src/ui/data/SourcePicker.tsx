import { useEffect, useRef } from 'react';
import { demoSource, useDataset } from '../../state/dataset';
import { useEnvironment } from '../../state/environment';
import { chosenFiles } from '../../state/droppedFiles';
import { bytes } from '../parts/format';
import { Message } from '../parts/Notices';

function Progress() {
  const loading = useDataset((state) => state.loading);
  if (!loading) return null;
  const { task, done, total } = loading;
  const known = total > 0;
  const amount = total > 4096 ? `${bytes(done)} of ${bytes(total)}` : `${done} of ${total}`;
  return (
    <div className="loading" role="status" aria-label="Loading">
      <progress value={known ? done : undefined} max={known ? total : undefined} aria-label={task} />
      <span>
        {task} {known && amount}
      </span>
    </div>
  );
}

function Failure() {
  const { problem, summary } = useDataset();
  if (!problem) return null;
  return (
    <div className="notice bad" role="alert">
      <Message {...problem} />
      {summary && <p>“{summary.name}” is still loaded.</p>}
    </div>
  );
}

export function SourcePicker() {
  const { propose, loading } = useDataset();
  const ready = useEnvironment((state) => state.phase === 'ready');
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const disabled = !ready || loading !== null;
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const take = (input: HTMLInputElement) => {
    const files = chosenFiles(input.files);
    input.value = '';
    if (files.length > 0) propose({ kind: 'files', files });
  };
  return (
    <>
      <div className="buttons">
        <button type="button" disabled={disabled} onClick={() => zip.current?.click()}>
          Choose a zip
        </button>
        <button type="button" disabled={disabled} onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
        <button type="button" disabled={disabled} onClick={() => propose(demoSource())}>
          Back to the demo
        </button>
      </div>
      <input ref={zip} type="file" accept=".zip,application/zip" hidden aria-label="Zip of a dataset" onChange={({ target }) => take(target)} />
      <input ref={folder} type="file" multiple hidden aria-label="Folder of a dataset" onChange={({ target }) => take(target)} />
      <Progress />
      <Failure />
    </>
  );
}
