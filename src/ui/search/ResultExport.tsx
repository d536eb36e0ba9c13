import type { DatasetSummary, Hit, SearchRequest, SearchResult } from '../../worker/protocol';
import { toCsv } from '../parts/csv';
import { download } from '../parts/download';
import { classNamesOf } from '../parts/itemClasses';

interface ResultExportProps {
  summary: DatasetSummary;
  request: SearchRequest;
  result: SearchResult;
  /** Those that are shown. */
  hits: Hit[];
}

function exported({ summary, hits }: ResultExportProps) {
  return hits.map(({ modality, row, own, rank, score, relevant, rankBeside }) => {
    if (own) return { rank, modality, id: own.id, class: '', split: 'mine', score, relevant, rankBeside, caption: own.caption };
    const { id, caption, split } = summary.items[row]!;
    return { rank, modality, id, class: classNamesOf(summary, row).join(', '), split, score, relevant, rankBeside, caption };
  });
}

function csv(props: ResultExportProps): string {
  return toCsv(
    ['rank', 'modality', 'id', 'class', 'split', 'score', 'relevant', 'rankBeside', 'caption'],
    exported(props).map((hit) => [hit.rank, hit.modality, hit.id, hit.class, hit.split, hit.score, hit.relevant, hit.rankBeside, hit.caption]),
  );
}

function json(props: ResultExportProps): string {
  const { request, result, summary } = props;
  const query = request.query.map((part) => (part.kind === 'picture' ? { kind: part.kind, weight: part.weight } : part));
  return JSON.stringify({ dataset: summary.name, request: { ...request, query }, model: result.model, judgement: result.judgement, hits: exported(props) }, null, 1);
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
