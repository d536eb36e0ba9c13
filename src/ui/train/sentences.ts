import type { EpochPoint, StepPoint } from '../../worker/protocol';
import type { ScoreKind } from '../../retrieval/scores';
import { percent, score } from '../parts/format';

/** What the modality classifier's accuracy says, in one sentence: the same words for the same percentage that is shown. */
export function adversarySentence({ modalityAccuracy, reversal }: Pick<StepPoint, 'modalityAccuracy' | 'reversal'>, weight: number): string {
  if (!Number.isFinite(modalityAccuracy)) return 'The modality classifier has not answered yet.';
  const shown = Math.round(modalityAccuracy * 100);
  const lead = `The modality classifier is at ${percent(modalityAccuracy)}`;
  if (weight === 0) return `${lead}; the game is off (γ = 0), so nothing keeps it from telling images from texts.`;
  if (shown < 55) return `${lead}: it can no longer tell images from texts.`;
  if (shown < 65) return `${lead}: it does little better than guessing.`;
  if (shown < 80) return `${lead}: images and texts still differ a little.`;
  if (reversal * weight < 0.5) return `${lead}: it tells images from texts; the nets’ counter-pressure is still growing.`;
  return `${lead}: it tells images from texts easily.`;
}

/** The mean of the canonical correlations; the loss is its negative. */
export function correlationSentence(loss: number): string {
  return `The two views’ canonical correlations average ${score(-loss)} in the batch (1 would be perfect agreement).`;
}

const scoreKinds: ScoreKind[] = ['canonical', 'semantic', 'fused'];

export function meanMap(point: EpochPoint, kind: ScoreKind): number {
  return (point.validation[kind].i2t + point.validation[kind].t2i) / 2;
}

/** The score whose highest validation MAP over all epochs is the best. */
export function bestScoreKind(epochs: readonly EpochPoint[]): ScoreKind {
  const peak = (kind: ScoreKind) => Math.max(...epochs.map((point) => meanMap(point, kind)));
  return scoreKinds.reduce((best, kind) => (peak(kind) > peak(best) ? kind : best));
}

export function bestEpoch(epochs: readonly EpochPoint[]): EpochPoint | undefined {
  return epochs.findLast((point) => point.best);
}

export function validationSentence(epochs: readonly EpochPoint[]): string {
  const best = bestEpoch(epochs);
  if (!best) return 'No epoch is finished yet.';
  const kind = bestScoreKind(epochs);
  const { i2t, t2i } = best.validation[kind];
  return `Best epoch ${best.epoch}: MAP ${score(i2t)} image to text, ${score(t2i)} text to image (${kind} score, validation items).`;
}

/** @param contrast the contrastive loss; 0 where its weight is */
export function totalSentence(contrast: number): string {
  const terms = contrast > 0 ? `correlation, classification and contrastive loss (now ${contrast.toFixed(2)})` : 'correlation and classification loss';
  return `The nets’ objective: ${terms}, each by its weight, without the reversed term. All curves are means over the members.`;
}
