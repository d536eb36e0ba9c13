import type { SpaceMap } from '../../../worker/map/protocol';
import { count, percent } from '../../parts/format';

const distance = (value: number): string => value.toFixed(2);

/** How near an image is to its own text beside those of others. */
export function apartSentence({ own, others }: SpaceMap['apart']): string {
  if (others === null) return `The pair lies ${distance(own)} apart.`;
  const verdict = own < others * 0.75 ? 'pairs find each other' : own < others ? 'pairs are a little nearer than chance' : 'pairs are no nearer than chance';
  return `Pairs lie ${distance(own)} apart, other pairs ${distance(others)}: ${verdict} (mean cosine distance, 0 to 2).`;
}

/** What the flat picture holds of the space. */
export function heldSentence({ held }: Pick<SpaceMap, 'held'>): string {
  if (held.kind === 'variance') return `These two axes hold ${percent(held.share)} of the space’s variance.`;
  return `${percent(held.share)} of the ${held.count} items nearest to each in the space are among its ${held.count} nearest here.`;
}

export function epochWords(epoch: number, epochs: number | null, trained: boolean): string {
  if (!trained) return 'Linear CCA, before any training';
  return epochs !== null && epochs >= epoch ? `Epoch ${epoch} of ${epochs}` : `Epoch ${epoch}`;
}

export function selectedWords(pairs: number): string {
  return pairs === 1 ? '1 pair selected' : `${count(pairs)} pairs selected`;
}

/** The map in words, for those who do not see it. */
export function mapSummary(map: SpaceMap, classes: number): string {
  const kinds = classes > 0 ? `, of ${classes} classes` : '';
  return `Map of ${count(map.rows.length)} pairs${kinds}: each an image and a text. ${heldSentence(map)} ${apartSentence(map.apart)}`;
}
