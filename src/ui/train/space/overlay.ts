/** What is drawn over the points: pictures, the line of a pair, rings around points, the lasso. */
import { toScreen, type Camera, type Frame } from './camera';
import type { Inks } from './looks';

export interface Overlay {
  camera: Camera;
  frame: Frame;
  inks: Inks;
  /** Where a point is now. */
  place(point: number): [number, number];
  pairs: number;
  pictured: readonly number[];
  drawPicture(context: CanvasRenderingContext2D, point: number, x: number, y: number): void;
  hovered: number | null;
  active: number | null;
  /** Corners in CSS pixels, [corners, 2] */
  lasso: readonly number[];
}

const otherOf = (point: number, pairs: number): number => (point < pairs ? point + pairs : point - pairs);

function drawPair(context: CanvasRenderingContext2D, { camera, frame, inks, place, pairs }: Overlay, point: number, dash: number[]): void {
  const [x1, y1] = toScreen(camera, frame, ...place(point));
  const [x2, y2] = toScreen(camera, frame, ...place(otherOf(point, pairs)));
  context.strokeStyle = inks.ink;
  context.lineWidth = 1.5;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
  for (const [x, y, radius] of [[x1, y1, 8], [x2, y2, 6]] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function drawLasso(context: CanvasRenderingContext2D, { lasso, inks }: Overlay): void {
  if (lasso.length < 4) return;
  context.beginPath();
  for (let i = 0; i < lasso.length; i += 2) context.lineTo(lasso[i]!, lasso[i + 1]!);
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = inks.accent;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = inks.accent;
  context.lineWidth = 1.5;
  context.setLineDash([5, 3]);
  context.stroke();
  context.setLineDash([]);
}

export function drawOverlay(context: CanvasRenderingContext2D, overlay: Overlay): void {
  const { camera, frame, place, pictured, drawPicture, active, hovered } = overlay;
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  for (const point of pictured) {
    const [x, y] = toScreen(camera, frame, ...place(point));
    drawPicture(context, point, x, y);
  }
  if (active !== null) drawPair(context, overlay, active, []);
  if (hovered !== null && hovered !== active) drawPair(context, overlay, hovered, [4, 3]);
  drawLasso(context, overlay);
}
