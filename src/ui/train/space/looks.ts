/** How points look: their colours by class or by modality, some of them dimmed. */
import type { ItemLabels } from '../../../retrieval/labels';
import type { Colouring } from '../../../state/mapView';

/** Colours of the page, as "#rrggbb". */
export interface Inks {
  ground: string;
  ink: string;
  muted: string;
  accent: string;
  image: string;
  text: string;
  /** Apart from each other for every kind of colour vision. */
  hues: string[];
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Between two colours: `share` of the second. */
export function mixed(a: string, b: string, share: number): string {
  const second = channels(b);
  return `#${channels(a).map((value, i) => Math.round(value + (second[i]! - value) * share).toString(16).padStart(2, '0')).join('')}`;
}

const DIMMED = 0.78;

export const dimmed = (colour: string, { ground }: Inks): string => mixed(colour, ground, DIMMED);

/** A colour for each class; after the hues the same again, darker or lighter, and after three rounds from the start. */
export function classColours(classes: number, { hues, ink, ground }: Inks): string[] {
  return Array.from({ length: classes }, (_, label) => {
    const hue = hues[label % hues.length]!;
    const round = Math.floor(label / hues.length) % 3;
    return round === 0 ? hue : mixed(hue, round === 1 ? ink : ground, 0.45);
  });
}

/** The colour of each category; with classes the last is that of items without one. */
export function categoryColours(colouring: Colouring, classes: number, inks: Inks): string[] {
  return colouring === 'modality' ? [inks.image, inks.text] : [...classColours(classes, inks), inks.muted];
}

/** The first class of a row; `classes` where it has none. */
function classOf(labels: ItemLabels, row: number, classes: number): number {
  if (labels instanceof Int32Array) return labels[row] ?? classes;
  const first = labels.values.subarray(row * labels.classes, (row + 1) * labels.classes).indexOf(1);
  return first < 0 ? classes : first;
}

export interface Lighting {
  colouring: Colouring;
  /** Categories that stand out; none: all do. */
  lit: ReadonlySet<number>;
  /** Rows that stand out; none: all do. */
  selected: readonly number[];
}

/** For each point of a map its category, plus the number of categories where it is dimmed. @param rows of the pairs; images come first */
export function pointLooks(rows: Int32Array, labels: ItemLabels, classes: number, { colouring, lit, selected }: Lighting): Uint16Array {
  const categories = colouring === 'modality' ? 2 : classes + 1;
  const chosen = new Set(selected);
  const looks = new Uint16Array(2 * rows.length);
  for (let point = 0; point < looks.length; point++) {
    const row = rows[point % rows.length]!;
    const category = colouring === 'modality' ? Number(point >= rows.length) : classOf(labels, row, classes);
    const stands = (lit.size === 0 || lit.has(category)) && (chosen.size === 0 || chosen.has(row));
    looks[point] = stands ? category : category + categories;
  }
  return looks;
}
