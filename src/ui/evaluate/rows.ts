import { furtherMeasures } from '../../comparison/measures';
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

/** What is shown beside MAP@all. */
export const columns = furtherMeasures;
