/** Pictures at their points where the map is enlarged so far that few are seen. */
import type { DatasetSummary } from '../../../worker/protocol';
import { spriteCell } from '../../parts/spriteCell';
import { toScreen, type Camera, type Frame } from './camera';

/** Zoomed in less, pictures would hide the map. */
const LEAST_ZOOM = 2.5;
const MOST_PICTURES = 150;
export const PICTURE_PX = 30;

/** Images that get their picture: all that are seen, where those are few; else none. @param pairs their points come first */
export function picturedPoints(positions: Float32Array, pairs: number, camera: Camera, frame: Frame): number[] {
  if (camera.zoom < LEAST_ZOOM) return [];
  const seen: number[] = [];
  for (let point = 0; point < pairs; point++) {
    const [x, y] = toScreen(camera, frame, positions[2 * point]!, positions[2 * point + 1]!);
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
    if (seen.length === MOST_PICTURES) return [];
    seen.push(point);
  }
  return seen;
}

/** The sheets of a dataset as images, loaded once each when first drawn from. */
export class SheetImages {
  private readonly images = new Map<string, HTMLImageElement>();

  constructor(private readonly onLoad: () => void) {}

  /** Draws the picture of a row around a place; nothing where there is none, or not yet. */
  draw(context: CanvasRenderingContext2D, { thumbnails, images, count }: DatasetSummary, sheets: readonly string[], row: number, x: number, y: number): boolean {
    if (!thumbnails) return false;
    const cell = spriteCell(thumbnails.layout, images?.rows[row] ?? row, images?.count ?? count);
    const sheet = this.load(sheets[cell.sheet]);
    if (!sheet) return false;
    const size = sheet.naturalWidth / thumbnails.layout.columns;
    context.fillStyle = '#fff';
    context.fillRect(x - PICTURE_PX / 2, y - PICTURE_PX / 2, PICTURE_PX, PICTURE_PX);
    context.drawImage(sheet, cell.column * size, cell.row * size, size, size, x - PICTURE_PX / 2, y - PICTURE_PX / 2, PICTURE_PX, PICTURE_PX);
    return true;
  }

  private load(url: string | undefined): HTMLImageElement | null {
    if (!url) return null;
    const before = this.images.get(url);
    if (before) return before.complete && before.naturalWidth > 0 ? before : null;
    const image = new Image();
    image.onload = this.onLoad;
    image.src = url;
    this.images.set(url, image);
    return null;
  }
}
