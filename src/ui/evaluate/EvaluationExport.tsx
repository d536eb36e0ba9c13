import type { Direction } from '../../retrieval/scores';
import type { Evaluation } from '../../worker/protocol';
import { useDataset } from '../../state/dataset';
import { useRun } from '../../state/run';
import { toCsv } from '../parts/csv';
import { download } from '../parts/download';
import { evaluationRows } from './rows';

const directions: Direction[] = ['i2t', 't2i'];

export function evaluationCsv(evaluations: readonly Evaluation[]): string {
  const header = ['method', 'score', 'direction', 'map', 'map50', 'map50_capped', 'recall1', 'recall5', 'recall10', 'median_rank', 'ndcg10'];
  const rows = evaluationRows(evaluations).flatMap(({ method, score, metrics }) =>
    directions.map((direction) => {
      const { map, map50, map50Capped, recall, medianRank, ndcg10 } = metrics[direction];
      return [method, score, direction, map, map50, map50Capped, recall[1], recall[5], recall[10], medianRank, ndcg10];
    }),
  );
  return toCsv(header, rows);
}

export function EvaluationExport({ evaluations }: { evaluations: Evaluation[] }) {
  const json = () => {
    const { summary } = useDataset.getState();
    return JSON.stringify({ dataset: summary?.name, classes: summary?.classNames, config: useRun.getState().config, evaluations }, null, 1);
  };
  return (
    <div className="buttons">
      <button type="button" onClick={() => download('alscor-evaluation.csv', evaluationCsv(evaluations), 'text/csv')}>
        Evaluation as CSV
      </button>
      <button type="button" onClick={() => download('alscor-evaluation.json', json(), 'application/json')}>
        Evaluation as JSON
      </button>
    </div>
  );
}
