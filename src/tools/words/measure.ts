/** How well typed queries find what they should. */
import type { Dataset } from '../../bundle/dataset';
import { hasClass } from '../../retrieval/labels';
import type { TypedQuery } from './typedQueries';

export const DEPTH = 10;

/** Rows of the gallery, best first; rows that nothing speaks for are left out. */
export type Ranker = (text: string, gallery: Int32Array) => Promise<ArrayLike<number>>;

export interface Found {
  /** 1 where a right item is among the first ten, else 0. */
  hit: number;
  /** Share of the query's class in the ten places; a place that stays empty counts as a wrong one. */
  precision: number;
}

export interface Measured extends Found {
  /** Means are over so many. */
  queries: number;
  each: { text: string; found: Found; first: number[] }[];
}

export function judge(order: ArrayLike<number>, right: ReadonlySet<number>, isOfClass: (row: number) => boolean): Found {
  const first = Array.from(order).slice(0, DEPTH);
  return { hit: first.some((row) => right.has(row)) ? 1 : 0, precision: first.filter(isOfClass).length / DEPTH };
}

/** Rows of the gallery that are right for the query. */
function rightRows({ items }: Dataset, gallery: Int32Array, query: TypedQuery): Set<number> {
  const ids = new Set(query.items);
  return new Set(Array.from(gallery).filter((row) => ids.has(items[row]!.id)));
}

/** hit@10 and class precision@10, means over the queries for which the gallery has a right item. */
export async function measure(dataset: Dataset, queries: readonly TypedQuery[], gallery: Int32Array, rank: Ranker): Promise<Measured> {
  const each: Measured['each'] = [];
  for (const query of queries) {
    const right = rightRows(dataset, gallery, query);
    if (right.size === 0) continue;
    const order = await rank(query.text, gallery);
    const label = dataset.labels.names.indexOf(query.class);
    const found = judge(order, right, (row) => hasClass(dataset.labels.values, row, label));
    each.push({ text: query.text, found, first: Array.from(order).slice(0, DEPTH) });
  }
  const mean = (of: (found: Found) => number): number => each.reduce((sum, { found }) => sum + of(found), 0) / each.length;
  return { queries: each.length, hit: mean(({ hit }) => hit), precision: mean(({ precision }) => precision), each };
}
