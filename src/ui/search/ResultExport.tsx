import type { DatasetSummary, SearchRequest, SearchResult } from '../../worker/protocol';
import { toCsv } from '../parts/csv';
import { download } from '../parts/download';
import { classNamesOf } from '../parts/itemClasses';

interface ResultExportProps {
  summary: DatasetSummary;
  request: SearchRequest;
  result: SearchResult;
}

function exported({ summary, result }: ResultExportProps) {
  return result.hits.map(({ row, score, relevant }, index) => {
    const { id, caption, split } = summary.items[row]!;
    return { rank: index + 1, id, class: classNamesOf(summary, row).join(', '), split, score, relevant, caption };
  });
}

function csv(props: ResultExportProps): string {
  return toCsv(
    ['rank', 'id', 'class', 'split', 'score', 'relevant', 'caption'],
    exported(props).map((hit) => [hit.rank, hit.id, hit.class, hit.split, hit.score, hit.relevant, hit.caption]),
  );
}

function json(props: ResultExportProps): string {
  const { request, result, summary } = props;
  const query = request.query.kind === 'picture' ? { kind: 'picture' } : request.query;
  return JSON.stringify({ dataset: summary.name, request: { ...request, query }, model: result.model, averagePrecision: result.averagePrecision, hits: exported(props) }, null, 1);
}

export function ResultExport(props: ResultExportProps) {
  return (
    <>
      <button type="button" onClick={() => download('alscor-results.csv', csv(props), 'text/csv')}>
        Results as CSV
      </button>
      <button type="button" onClick={() => download('alscor-results.json', json(props), 'application/json')}>
        Results as JSON
      </button>
    </>
  );
}
