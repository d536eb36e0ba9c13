import { expect, test } from 'vitest';
import type { EpochPoint } from '../../worker/protocol';
import { adversarySentence, bestEpoch, bestScoreKind, correlationSentence, totalSentence, validationSentence } from './sentences';

test('the modality classifier is read in plain words', () => {
  const say = (modalityAccuracy: number, reversal = 1, weight = 1) => adversarySentence({ modalityAccuracy, reversal }, weight);
  expect(say(0.52)).toBe('The modality classifier is at 52 %: it can no longer tell images from texts.');
  expect(say(0.7)).toContain('differ a little');
  expect(say(0.95)).toContain('easily');
  expect(say(0.95, 0.1)).toContain('still growing');
  expect(say(0.5, 1, 0)).toContain('the game is off');
  expect(say(NaN)).toBe('The modality classifier has not answered yet.');
});

test('the words follow the percentage that is shown', () => {
  const say = (modalityAccuracy: number) => adversarySentence({ modalityAccuracy, reversal: 1 }, 1);
  // 0.5449 is shown as 54 %, 0.545 and 0.5549 as 55 %.
  expect(say(0.5449)).toBe('The modality classifier is at 54 %: it can no longer tell images from texts.');
  expect(say(0.545)).toBe('The modality classifier is at 55 %: it does little better than guessing.');
  expect(say(0.5549)).toBe(say(0.545));
  expect(say(0.649)).toBe('The modality classifier is at 65 %: images and texts still differ a little.');
  expect(say(0.796)).toBe('The modality classifier is at 80 %: it tells images from texts easily.');
});

test('the correlation is minus its loss', () => {
  expect(correlationSentence(-0.7312)).toContain('average 0.731');
});

const point = (epoch: number, canonical: number, semantic: number, best: boolean): EpochPoint => ({
  epoch,
  step: epoch * 4,
  elapsedMs: 0,
  best,
  validation: {
    canonical: { i2t: canonical, t2i: canonical },
    semantic: { i2t: semantic, t2i: semantic - 0.1 },
    fused: { i2t: 0.1, t2i: 0.1 },
  },
});

test('the chart shows the best score kind and marks the last epoch that was best', () => {
  const epochs = [point(1, 0.3, 0.35, true), point(2, 0.4, 0.6, true), point(3, 0.5, 0.5, false)];
  expect(bestScoreKind(epochs)).toBe('semantic');
  expect(bestEpoch(epochs)?.epoch).toBe(2);
  expect(validationSentence(epochs)).toBe('Best epoch 2: MAP 0.600 image to text, 0.500 text to image (semantic score, validation items).');
  expect(validationSentence([])).toBe('No epoch is finished yet.');
});

test('the contrastive loss is named where it counts', () => {
  expect(totalSentence(4.208)).toContain('contrastive loss (now 4.21)');
  expect(totalSentence(0)).not.toContain('contrastive');
});
