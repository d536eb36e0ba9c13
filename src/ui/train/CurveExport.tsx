import type { StepPoint } from '../../worker/protocol';
import { stepColumns } from '../../state/steps';
import { useRun } from '../../state/run';
import { toCsv } from '../parts/csv';
import { download } from '../parts/download';
import { useRedraw } from '../parts/useRedraw';

const measures: (keyof StepPoint)[] = [
  'step', 'epoch', 'elapsedMs', 'total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary', 'modalityAccuracy', 'reversal',
];

function stepsCsv(): string {
  const columns = stepColumns();
  return toCsv(measures, columns.step.map((_, row) => measures.map((name) => columns[name][row])));
}

function epochsCsv(): string {
  const header = ['epoch', 'step', 'elapsedMs', 'best', 'canonical_i2t', 'canonical_t2i', 'semantic_i2t', 'semantic_t2i', 'fused_i2t', 'fused_t2i'];
  const rows = useRun.getState().epochs.map(({ epoch, step, elapsedMs, best, validation: { canonical, semantic, fused } }) => [
    epoch, step, elapsedMs, best, canonical.i2t, canonical.t2i, semantic.i2t, semantic.t2i, fused.i2t, fused.t2i,
  ]);
  return toCsv(header, rows);
}

function runJson(): string {
  const { config, epochs, status } = useRun.getState();
  return JSON.stringify({ config, status, steps: stepColumns(), epochs }, null, 1);
}

export function CurveExport() {
  useRedraw();
  const empty = stepColumns().step.length === 0;
  return (
    <div className="buttons export">
      <button type="button" disabled={empty} onClick={() => download('alscor-steps.csv', stepsCsv(), 'text/csv')}>
        Steps as CSV
      </button>
      <button type="button" disabled={empty} onClick={() => download('alscor-epochs.csv', epochsCsv(), 'text/csv')}>
        Epochs as CSV
      </button>
      <button type="button" disabled={empty} onClick={() => download('alscor-run.json', runJson(), 'application/json')}>
        Run as JSON
      </button>
    </div>
  );
}
