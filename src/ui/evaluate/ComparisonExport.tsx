import type { Comparison } from '../../comparison/comparison';
import { comparisonJson } from '../../comparison/json';
import { comparisonLatex } from '../../comparison/latex';
import { useDataset } from '../../state/dataset';
import { download } from '../parts/download';
import { comparisonCsv } from './comparisonCsv';

export function ComparisonExport({ comparison }: { comparison: Comparison }) {
  const classes = useDataset((state) => state.summary?.classNames) ?? [];
  return (
    <div className="buttons">
      <button type="button" onClick={() => download('alscor-comparison.csv', comparisonCsv(comparison), 'text/csv')}>
        Comparison as CSV
      </button>
      <button type="button" onClick={() => download('alscor-comparison.json', comparisonJson(comparison, classes), 'application/json')}>
        Comparison as JSON
      </button>
      <button type="button" onClick={() => download('alscor-comparison.tex', comparisonLatex(comparison), 'application/x-tex')}>
        Comparison as LaTeX
      </button>
    </div>
  );
}
