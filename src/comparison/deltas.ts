/** What each part of ALSCOR gives: an ablation's MAP minus ALSCOR's. */
import { meanAndDeviation, type Summary } from '../math/statistics';
import type { ScoreKind } from '../retrieval/scores';
import { scoreKinds, type Comparison, type MethodInfo, type ScoreTest } from './comparison';
import { map, valueOf } from './measures';

export interface Delta {
  score: ScoreKind;
  /** Average MAP of the ablation minus ALSCOR's from the same seed: mean and deviation over the seeds that both have. */
  delta: Summary;
  test: ScoreTest | null;
}

export interface AblationDeltas {
  method: MethodInfo;
  deltas: Delta[];
}

function mapBySeed({ fits }: Comparison, method: string, score: ScoreKind): Map<number, number> {
  const own = fits.filter((fit) => fit.method === method);
  return new Map(own.flatMap(({ seed, scores }) => (scores[score] ? [[seed, valueOf(scores[score], map, 'mean')] as const] : [])));
}

/** Empty without ALSCOR itself. */
export function ablationDeltas(comparison: Comparison): AblationDeltas[] {
  const { methods } = comparison.setting;
  const whole = methods.find(({ group }) => group === 'alscor');
  if (!whole) return [];
  const deltasOf = (method: MethodInfo): Delta[] =>
    scoreKinds.flatMap((score) => {
      const reference = mapBySeed(comparison, whole.name, score);
      const pairs = [...mapBySeed(comparison, method.name, score)].flatMap(([seed, value]) => (reference.has(seed) ? [value - reference.get(seed)!] : []));
      const test = comparison.tests.find((one) => one.method === method.name && one.score === score && one.against === score) ?? null;
      return pairs.length > 0 ? [{ score, delta: meanAndDeviation(pairs), test }] : [];
    });
  const ablations = methods.filter(({ group }) => group === 'ablation').map((method) => ({ method, deltas: deltasOf(method) }));
  return ablations.filter(({ deltas }) => deltas.length > 0);
}
