import type { Direction, Modality } from '../../../retrieval/scores';
import type { DirectionInsights } from '../../../worker/protocol';
import { count, percent } from '../../parts/format';

export const directions: Direction[] = ['i2t', 't2i'];

export const waysOf: Record<Direction, { asks: Modality; found: Modality; label: string }> = {
  i2t: { asks: 'image', found: 'text', label: 'Image → text' },
  t2i: { asks: 'text', found: 'image', label: 'Text → image' },
};

/** How evenly items are found, by the skewness of how often they are. */
function evenness(skewness: number, plural: string): string {
  if (skewness < 0.5) return `${plural} are found about equally often`;
  return skewness < 1.5 ? `some ${plural} are found clearly more often than others` : `a few ${plural} crowd into the answers of many queries`;
}

/** Plain sentences about the hubs of one direction. */
export function hubWords(direction: Direction, { gallery, depth, hubness: { skewness, never, chance } }: Pick<DirectionInsights, 'gallery' | 'depth' | 'hubness'>): string[] {
  const plural = `${waysOf[direction].found}s`;
  if (skewness === null) return [`All ${plural} are found equally often.`];
  const byLot = chance.skewness === null ? '' : `; first answers drawn by lot have ${chance.skewness.toFixed(2)}`;
  return [
    `Skewness ${skewness.toFixed(2)}: ${evenness(skewness, plural)}${byLot}.`,
    `${count(never)} of ${count(gallery.length)} ${plural} (${percent(never / gallery.length)}) are never among the first ${depth}; by lot it would be about ${count(Math.round(chance.never))}.`,
  ];
}
