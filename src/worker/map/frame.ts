/** A layout in the plane as a map: turned to lie as the map before did, and made to fit. */
import { planeTurn, turnPlane } from '../../math/procrustes';

/** Where the pairs of a map lie, before it was made to fit. */
export interface Layout {
  rows: Int32Array;
  /** float64 [2n, 2], the images first */
  places: Float64Array;
}

/** Of two layouts, the points that both hold, [m, 2] each and row by row. */
function common(a: Layout, b: Layout): { ofA: Float64Array; ofB: Float64Array } {
  const pairOf = new Map<number, number>();
  a.rows.forEach((row, pair) => pairOf.set(row, pair));
  const ofA: number[] = [];
  const ofB: number[] = [];
  b.rows.forEach((row, pair) => {
    const own = pairOf.get(row);
    if (own === undefined) return;
    for (const half of [0, 1]) {
      const [p, q] = [own + half * a.rows.length, pair + half * b.rows.length];
      ofA.push(a.places[2 * p]!, a.places[2 * p + 1]!);
      ofB.push(b.places[2 * q]!, b.places[2 * q + 1]!);
    }
  });
  return { ofA: Float64Array.from(ofA), ofB: Float64Array.from(ofB) };
}

/** Turns `layout` in place so that the points it shares with `before` lie as near to where they were as a rotation or reflection brings them. */
export function alignTo(before: Layout | null, layout: Layout): void {
  if (!before) return;
  const { ofA, ofB } = common(layout, before);
  turnPlane(layout.places, planeTurn(ofA, ofB));
}

/** Moves the middle of all points to 0, in place. */
export function centreLayout({ places }: Layout): void {
  for (const axis of [0, 1]) {
    let sum = 0;
    for (let i = axis; i < places.length; i += 2) sum += places[i]!;
    const mean = (2 * sum) / places.length;
    for (let i = axis; i < places.length; i += 2) places[i]! -= mean;
  }
}

const MARGIN = 0.95;

/** float32 [2n, 2]: both axes by the same factor, so that the farthest point is at 0.95; zeros stay zeros. */
export function fitted({ places }: Layout): Float32Array {
  const farthest = places.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Float32Array.from(places, (value) => (farthest > 0 ? (MARGIN * value) / farthest : 0));
}
