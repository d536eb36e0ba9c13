import type { Sides } from '../../../state/besides';
import type { DatasetSummary, SearchResult } from '../../../worker/protocol';
import { toCsv } from '../../parts/csv';
import { classNamesOf } from '../../parts/itemClasses';

/** "0.412 (+0.031)": a measure, and how far it is above the other's; "–" where the query is not judged. */
export function withDifference(value: number | null, other: number | null): string {
  if (value === null) return '–';
  if (other === null) return value.toFixed(3);
  const difference = value - other;
  return `${value.toFixed(3)} (${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)})`;
}

export const precisionAt10 = ({ judgement }: SearchResult): number | null => judgement?.precisionAt.find(({ depth }) => depth === 10)?.value ?? null;

/** Both rankings, the first model's before the second's. */
export function besideCsv(summary: DatasetSummary, sides: Sides<SearchResult>): string {
  const rows = sides.flatMap(({ model, hits }) =>
    hits.map(({ row, own, modality, rank, rankBeside, score, relevant }) => {
      const { id, caption } = own ?? summary.items[row]!;
      return [model.label, rank, rankBeside, id, modality, own ? '' : classNamesOf(summary, row).join(', '), score, relevant, caption];
    }),
  );
  return toCsv(['model', 'rank', 'rank_by_the_other', 'id', 'modality', 'class', 'score', 'relevant', 'caption'], rows);
}
