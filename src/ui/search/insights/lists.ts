/** The lists that a look at the test set is read by. */
import type { ClassPair } from '../../../state/searchAddress';
import type { ClassShare, Confusion, DatasetSummary, DirectionInsights } from '../../../worker/protocol';
import { itemHasClass } from '../../parts/itemClasses';

export interface JudgedQuery {
  row: number;
  ap: number;
}

/** Queries with an AP, by it; equal ones by their rows. */
export function rankedQueries({ queries, ap }: Pick<DirectionInsights, 'queries' | 'ap'>, order: 'worst' | 'best'): JudgedQuery[] {
  const judged = Array.from(queries, (row, i) => ({ row, ap: ap[i]! })).filter((query) => !Number.isNaN(query.ap));
  return judged.sort((a, b) => (order === 'worst' ? a.ap - b.ap : b.ap - a.ap) || a.row - b.row);
}

export interface ClassQuery extends JudgedQuery {
  /** Of its first answers, how many have the class. */
  among: number;
  /** 1-based rank of the first of them; null where there is none. */
  first: number | null;
}

/** Queries of a class that find another one among their first answers, those that find most of it first. */
export function queriesOfPair({ queries, ap, top, depth }: DirectionInsights, summary: Pick<DatasetSummary, 'classNames' | 'labels'>, pair: Pick<ClassPair, 'query' | 'found'>): ClassQuery[] {
  const found = Array.from(queries, (row, i): ClassQuery => {
    const ranks = [...top.subarray(i * depth, (i + 1) * depth)].flatMap((answer, rank) => (itemHasClass(summary, answer, pair.found) ? [rank + 1] : []));
    return { row, ap: ap[i]!, among: ranks.length, first: ranks[0] ?? null };
  });
  const own = found.filter(({ row, among }) => among > 0 && itemHasClass(summary, row, pair.query));
  return own.sort((a, b) => b.among - a.among || a.first! - b.first! || a.row - b.row);
}

/** Pairs of two classes, the most confused first. */
export function confusedPairs({ shares }: Pick<Confusion, 'shares'>): ClassShare[] {
  return shares.filter(({ query, found }) => query !== found).sort((a, b) => b.share - a.share || a.query - b.query || a.found - b.found);
}

export interface Hub {
  row: number;
  found: number;
}

/** Items of the gallery, those that most queries find first. */
export function hubsOf({ gallery, found }: Pick<DirectionInsights, 'gallery' | 'found'>): Hub[] {
  return Array.from(gallery, (row, i) => ({ row, found: found[i]! })).sort((a, b) => b.found - a.found || a.row - b.row);
}
