/** Every score of every method against ALSCOR's, as the fits come in. */
import { scoreKinds, type ScoreTest } from '../comparison/comparison';
import { holm, signFlipTest } from '../retrieval/pairedTest';
import type { ScoreKind } from '../retrieval/scores';
import type { MeasuredFit } from './fitSeed';

type RawTest = Omit<ScoreTest, 'corrected'>;

/** AP of each query, averaged over the fits. */
function averageAp(fits: MeasuredFit[], score: ScoreKind): number[] {
  const lists = fits.flatMap(({ queryAp }) => (queryAp[score] ? [queryAp[score]] : []));
  return (lists[0] ?? []).map((_, query) => lists.reduce((sum, list) => sum + list[query]!, 0) / lists.length);
}

export class Significance {
  private readonly byMethod = new Map<string, MeasuredFit[]>();
  /** A test is drawn anew only where the seeds that both have are others. */
  private readonly drawn = new Map<string, RawTest>();

  /** @param reference name of the method that the others are compared with */
  constructor(private readonly reference: string) {}

  /** In any order: sums are taken by seed. */
  add(measured: MeasuredFit): void {
    const { method } = measured.fit;
    this.byMethod.set(method, [...(this.byMethod.get(method) ?? []), measured].sort((a, b) => a.fit.seed - b.fit.seed));
  }

  /** Empty until the reference is there; Holm's correction is over all of them. */
  tests(): ScoreTest[] {
    const raw = [...this.byMethod].filter(([method]) => method !== this.reference).flatMap(([method, fits]) => this.testsOf(method, fits));
    const corrected = holm(raw.map(({ p }) => p));
    return raw.map((test, i) => ({ ...test, corrected: corrected[i]! }));
  }

  private testsOf(method: string, own: MeasuredFit[]): RawTest[] {
    const references = this.byMethod.get(this.reference) ?? [];
    const shared = own.filter(({ fit }) => references.some((other) => other.fit.seed === fit.seed));
    if (shared.length === 0) return [];
    const seeds = shared.map(({ fit }) => fit.seed);
    const others = references.filter(({ fit }) => seeds.includes(fit.seed));
    const having = scoreKinds.filter((score) => shared[0]!.fit.scores[score]);
    return having.map((score) => this.test(method, score, seeds, shared, others));
  }

  private test(method: string, score: ScoreKind, seeds: number[], own: MeasuredFit[], others: MeasuredFit[]): RawTest {
    const key = `${method} ${score} ${seeds.join(' ')}`;
    const known = this.drawn.get(key);
    if (known) return known;
    const { fit } = others[0]!;
    const against = fit.scores[score] ? score : fit.headline;
    const reference = averageAp(others, against);
    const { difference, p, pairs } = signFlipTest(averageAp(own, score).map((ap, query) => ap - reference[query]!));
    const test = { method, score, against, seeds, queries: pairs, difference, p };
    this.drawn.set(key, test);
    return test;
  }
}
