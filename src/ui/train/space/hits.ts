/** Which points a pointer, a lasso or an arrow key means. Positions are [points, 2]. */

/** The point nearest to a place, or null where none is so near. */
export function pointAt(positions: Float32Array, x: number, y: number, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let point = 0; 2 * point < positions.length; point++) {
    const [dx, dy] = [positions[2 * point]! - x, positions[2 * point + 1]! - y];
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      best = point;
    }
  }
  return best;
}

/** Whether a ray to the right of the place meets the outline an odd number of times. @param outline [corners, 2], closed by itself */
function inside(outline: readonly number[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const [x1, y1, x2, y2] = [outline[i]!, outline[i + 1]!, outline[j]!, outline[j + 1]!];
    if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) odd = !odd;
  }
  return odd;
}

function bounds(outline: readonly number[], axis: 0 | 1): [number, number] {
  const values = outline.filter((_, i) => i % 2 === axis);
  return [Math.min(...values), Math.max(...values)];
}

/** Points inside an outline. @param outline [corners, 2] */
export function pointsInside(positions: Float32Array, outline: readonly number[]): number[] {
  if (outline.length < 6) return [];
  const [[left, right], [bottom, top]] = [bounds(outline, 0), bounds(outline, 1)];
  const found: number[] = [];
  for (let point = 0; 2 * point < positions.length; point++) {
    const [x, y] = [positions[2 * point]!, positions[2 * point + 1]!];
    if (x >= left && x <= right && y >= bottom && y <= top && inside(outline, x, y)) found.push(point);
  }
  return found;
}

export type Toward = 'left' | 'right' | 'up' | 'down';

const ways: Record<Toward, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] };

/**
 * The neighbour of a point in a direction: within 45 degrees of it, the nearest, those straight ahead before those aside.
 * @returns null where there is none
 */
export function neighbourToward(positions: Float32Array, from: number, toward: Toward): number | null {
  const [wx, wy] = ways[toward];
  let best: number | null = null;
  let least = Infinity;
  for (let point = 0; 2 * point < positions.length; point++) {
    const [dx, dy] = [positions[2 * point]! - positions[2 * from]!, positions[2 * point + 1]! - positions[2 * from + 1]!];
    const ahead = dx * wx + dy * wy;
    const aside = Math.abs(dx * wy - dy * wx);
    const cost = ahead + 2 * aside;
    if (point !== from && ahead > 0 && aside <= ahead && cost < least) {
      least = cost;
      best = point;
    }
  }
  return best;
}
