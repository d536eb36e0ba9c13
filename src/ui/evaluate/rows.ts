import type { Direction, ScoreKind } from '../../retrieval/scores';
import type { DirectionMetrics, Evaluation } from '../../worker/protocol';

export interface EvaluationRow {
  key: string;
  method: string;
  score: ScoreKind;
  metrics: Record<Direction, DirectionMetrics>;
}

const scoreKinds: ScoreKind[] = ['canonical', 'semantic', 'fused'];

/** One row for each method with each score that it has. */
export function evaluationRows(evaluations: readonly Evaluation[]): EvaluationRow[] {
  return evaluations.flatMap(({ model, scores }) =>
    scoreKinds.flatMap((score) => {
      const metrics = scores[score];
      return metrics ? [{ key: `${model.label} · ${score}`, method: model.label, score, metrics }] : [];
    }),
  );
}

export function meanOf({ metrics }: EvaluationRow, pick: (metrics: DirectionMetrics) => number): number {
  return (pick(metrics.i2t) + pick(metrics.t2i)) / 2;
}

export const columns: { name: string; title: string; pick(metrics: DirectionMetrics): number; higherIsBetter: boolean }[] = [
  { name: 'MAP@50', title: 'Average precision over the relevant items among the first 50', pick: ({ map50 }) => map50, higherIsBetter: true },
  { name: 'R@1', title: 'Share of queries whose own pair comes first', pick: ({ recall }) => recall[1], higherIsBetter: true },
  { name: 'R@5', title: 'Share of queries whose own pair is among the first 5', pick: ({ recall }) => recall[5], higherIsBetter: true },
  { name: 'R@10', title: 'Share of queries whose own pair is among the first 10', pick: ({ recall }) => recall[10], higherIsBetter: true },
  { name: 'Median rank', title: 'Median rank of the own pair', pick: ({ medianRank }) => medianRank, higherIsBetter: false },
  { name: 'nDCG@10', title: 'Normalised discounted cumulative gain of the first 10', pick: ({ ndcg10 }) => ndcg10, higherIsBetter: true },
];
