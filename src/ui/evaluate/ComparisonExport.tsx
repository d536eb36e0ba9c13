import type { Comparison } from '../../comparison/comparison';
import { protocolLines } from '../../comparison/howMeasured';
import { comparisonLatex } from '../../comparison/latex';
import { useDataset } from '../../state/dataset';
import { download } from '../parts/download';
import { comparisonCsv } from './comparisonCsv';

function comparisonJson(comparison: Comparison): string {
  const classes = useDataset.getState().summary?.classNames;
  return JSON.stringify({ ...comparison, classes, protocol: protocolLines(comparison) }, null, 1);
}

export function ComparisonExport({ comparison }: { comparison: Comparison }) {
  return (
    <div className="buttons">
      <button type="button" onClick={() => download('alscor-comparison.csv', comparisonCsv(comparison), 'text/csv')}>
        Comparison as CSV
      </button>
      <button type="button" onClick={() => download('alscor-comparison.json', comparisonJson(comparison), 'application/json')}>
        Comparison as JSON
      </button>
      <button type="button" onClick={() => download('alscor-comparison.tex', comparisonLatex(comparison), 'application/x-tex')}>
        Comparison as LaTeX
      </button>
    </div>
  );
}
