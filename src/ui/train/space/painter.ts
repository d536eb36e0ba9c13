import type { Camera, Frame } from './camera';

/** Points as they are drawn: images as discs, texts as rings, dimmed ones first. */
export interface Picture {
  /** float32 [points, 2], the images first */
  positions: Float32Array;
  /** For each point an index into `colours`, or that many more where it is dimmed. */
  looks: Uint16Array;
  colours: string[];
  dimmedColours: string[];
  ground: string;
}

export interface Painter {
  /** Whether points glide to their new places. */
  glides: boolean;
  /** What the visitor should know of it. */
  note: string | null;
  draw(picture: Picture, glideMs: number): void;
  look(camera: Camera): void;
  resize(frame: Frame): void;
  destroy(): void;
}

/** Diameters in CSS pixels: of discs, of rings and of the hole of a ring. */
export function markSizes(points: number): { disc: number; ring: number; hole: number } {
  return points > 4000 ? { disc: 5, ring: 6, hole: 3.4 } : { disc: 7, ring: 8, hole: 4.6 };
}

/** All points, the dimmed ones first, so that the others lie on top. */
export function drawingOrder({ looks, colours }: Picture): Int32Array {
  const order = new Int32Array(looks.length);
  let next = 0;
  for (const dim of [true, false]) for (let point = 0; point < looks.length; point++) if (looks[point]! >= colours.length === dim) order[next++] = point;
  return order;
}
