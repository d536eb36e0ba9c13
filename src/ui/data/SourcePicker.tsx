import { useEffect, useRef } from 'react';
import { demoSource, useDataset } from '../../state/dataset';
import { useImport } from '../../state/importing';
import { useEnvironment } from '../../state/environment';
import { chosenFiles } from '../../state/droppedFiles';
import { bytes } from '../parts/format';
import { Message } from '../parts/Notices';
import { ImportStatus } from './ImportStatus';

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
  const { begin, phase } = useImport();
  const ready = useEnvironment((state) => state.phase === 'ready');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const disabled = !ready || loading !== null || phase !== 'idle';
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const take = (input: HTMLInputElement) => {
    const chosen = chosenFiles(input.files);
    input.value = '';
    if (chosen.files.length > 0) void begin(chosen);
  };
  return (
    <>
      <div className="buttons">
        <button type="button" disabled={disabled} onClick={() => files.current?.click()}>
          Choose files
        </button>
        <button type="button" disabled={disabled} onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
        <button type="button" disabled={disabled} onClick={() => propose(demoSource())}>
          Back to the demo
        </button>
      </div>
      <input ref={files} type="file" multiple hidden aria-label="Files of a dataset" onChange={({ target }) => take(target)} />
      <input ref={folder} type="file" multiple hidden aria-label="Folder of a dataset" onChange={({ target }) => take(target)} />
      <ImportStatus />
      <Progress />
      <Failure />
    </>
  );
}
