/** How a ranking does, by the classes of its items. */
import type { Dataset } from '../../bundle/dataset';
import { classesOf, relatedRows } from '../../retrieval/labels';
import { averagePrecision, elevenPoints } from '../../retrieval/metrics';
import type { Judgement, QueryPart, ScoreHistogram } from './types';

const DEPTHS = [1, 5, 10, 20, 50];
const STEPS = 40;

/** Rows that share a class with the query, uint8 [count]; null unless it is one item that has a class. */
export function relatedTo({ labels }: Dataset, query: readonly QueryPart[]): Uint8Array | null {
  const [part] = query;
  if (query.length !== 1 || part?.kind !== 'item' || part.weight <= 0) return null;
  return classesOf(labels.values, part.row).length === 0 ? null : relatedRows(labels.values, part.row);
}

/** Null where nothing is judged. @param relevance of each rank */
export function judge(relevance: Uint8Array | null): Judgement | null {
  if (!relevance || relevance.length === 0) return null;
  const found = (depth: number) => relevance.subarray(0, depth).reduce((sum, value) => sum + value, 0);
  const depths = DEPTHS.filter((depth) => depth <= relevance.length);
  return {
    items: relevance.length,
    relevant: found(relevance.length),
    averagePrecision: averagePrecision(relevance),
    precisionAt: depths.map((depth) => ({ depth, value: found(depth) / depth })),
    precisionRecall: elevenPoints(relevance),
  };
}

/** @param relevance of each score */
export function histogram(scores: Float32Array, relevance: Uint8Array | null): ScoreHistogram {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (score < from) from = score;
    if (score > to) to = score;
  }
  if (scores.length === 0) [from, to] = [0, 0];
  const counts = (): number[] => Array<number>(STEPS).fill(0);
  const [all, relevant] = [counts(), relevance && counts()];
  const scale = to > from ? STEPS / (to - from) : 0;
  scores.forEach((score, i) => {
    const step = Math.min(STEPS - 1, Math.floor((score - from) * scale));
    all[step]!++;
    if (relevant && relevance?.[i] === 1) relevant[step]!++;
  });
  return { from, to, all, relevant };
}
