import { useRef } from 'react';
import { importRun, useRunsWork } from '../../../state/runsActions';

/** Opens a run that was saved as one file. */
export function ImportRun() {
  const input = useRef<HTMLInputElement>(null);
  const busy = useRunsWork(({ doing }) => doing !== null);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) void importRun(file);
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <button type="button" disabled={busy} onClick={() => input.current?.click()}>
        Import a run
      </button>
      <input ref={input} type="file" accept=".zip" hidden aria-label="Run file" onChange={({ target }) => take(target.files)} />
    </>
  );
}
