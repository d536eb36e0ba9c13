import { report } from '../../../state/problems';
import { useRun } from '../../../state/run';
import { shownRuns, type ShownRun } from '../../../state/shownRuns';
import { stepColumns } from '../../../state/steps';
import { downloadBlob } from '../../parts/download';
import { useRedraw } from '../../parts/useRedraw';
import { allEpochsCsv, allRunsJson, allStepsCsv, epochsCsv, runJson, stepsCsv } from './runFiles';
import { textFile } from './textFile';

interface RunFile {
  label: string;
  name: string;
  type: 'text/csv' | 'application/json';
  parts(): Iterable<string>;
}

const present = (): Pick<ShownRun, 'steps' | 'epochs'> => ({ steps: stepColumns(), epochs: useRun.getState().epochs });

const ofPresent: RunFile[] = [
  { label: 'Steps as CSV', name: 'alscor-steps.csv', type: 'text/csv', parts: () => stepsCsv(present()) },
  { label: 'Epochs as CSV', name: 'alscor-epochs.csv', type: 'text/csv', parts: () => epochsCsv(present()) },
  { label: 'Run as JSON', name: 'alscor-run.json', type: 'application/json', parts: () => runJson(present(), useRun.getState()) },
];

const ofAll: RunFile[] = [
  { label: 'All steps as CSV', name: 'alscor-runs-steps.csv', type: 'text/csv', parts: () => allStepsCsv(shownRuns()) },
  { label: 'All epochs as CSV', name: 'alscor-runs-epochs.csv', type: 'text/csv', parts: () => allEpochsCsv(shownRuns()) },
  { label: 'All runs as JSON', name: 'alscor-runs.json', type: 'application/json', parts: () => allRunsJson(shownRuns()) },
];

async function save({ name, type, parts }: RunFile): Promise<void> {
  try {
    downloadBlob(name, await textFile(parts(), type));
  } catch (error) {
    report(error);
  }
}

function Files({ title, files, empty }: { title: string; files: RunFile[]; empty: boolean }) {
  return (
    <div className="buttons export" role="group" aria-label={title}>
      <span className="muted">{title}</span>
      {files.map((file) => (
        <button key={file.label} type="button" disabled={empty} onClick={() => void save(file)}>
          {file.label}
        </button>
      ))}
    </div>
  );
}

/** Every step and epoch as files, of the present run and of all that are shown. */
export function CurveExport() {
  useRedraw();
  return (
    <div className="curve-files">
      <Files title="Present run" files={ofPresent} empty={stepColumns().step.length === 0} />
      <Files title="All runs shown" files={ofAll} empty={shownRuns().length === 0} />
    </div>
  );
}
