/** Sprite sheets of small pictures, drawn in a worker. */
import type { Picture, ThumbnailMaker } from '../bundle/convert/makers';
import type { Finding } from '../bundle/convert/report';
import type { Thumbnails } from '../bundle/manifest';
import { decodePicture, fitted } from '../engine/decodePicture';
import { BrokenPictures } from './brokenPictures';

type Bytes = Uint8Array<ArrayBuffer>;

/** Pixels, as the demo's. */
const CELL = 64;
/** Columns and rows of a sheet, which then has 4096 pixels a side: larger ones are refused by some graphics cards. */
const MOST_SIDE = 64;
const MOST_IMAGES = 20_000;
const QUALITY = 0.75;
/** Pictures that are decoded at a time, whole ones of up to 200 MB. */
const DECODED = 4;

/** Columns and rows of cells: one sheet about as high as wide where that is enough, else full sheets. */
export function sheetLayout(images: number): { columns: number; rows: number } {
  const columns = Math.max(1, Math.min(MOST_SIDE, Math.ceil(Math.sqrt(images))));
  return { columns, rows: Math.max(1, Math.min(MOST_SIDE, Math.ceil(images / columns))) };
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('Drawing thumbnails: expected a 2-D canvas, got none. Close other tabs and try again.');
  context.imageSmoothingQuality = 'high';
  return context;
}

class SpriteMaker implements ThumbnailMaker {
  readonly most = MOST_IMAGES;
  private layout = sheetLayout(0);
  private context: OffscreenCanvasRenderingContext2D | null = null;
  private next = 0;
  private filled = 0;
  private readonly files = new Map<string, Bytes>();
  private readonly broken = new BrokenPictures();

  begin(images: number): void {
    this.layout = sheetLayout(images);
  }

  async add(pictures: (Picture | null)[], signal: AbortSignal): Promise<void> {
    for (let start = 0; start < pictures.length; start += DECODED) {
      signal.throwIfAborted();
      const bitmaps = await Promise.all(pictures.slice(start, start + DECODED).map((picture) => picture && this.decoded(picture)));
      for (const bitmap of bitmaps) await this.place(bitmap);
    }
  }

  private async decoded({ name, blob }: Picture): Promise<ImageBitmap | null> {
    try {
      return await decodePicture(blob, 4 * CELL);
    } catch (error) {
      this.broken.add(name, error);
      return null;
    }
  }

  /** Into the next cell; the picture is closed. */
  private async place(bitmap: ImageBitmap | null): Promise<void> {
    const { columns, rows } = this.layout;
    const cell = this.next++ % (columns * rows);
    this.context ??= contextOf(columns * CELL, rows * CELL);
    if (bitmap) this.draw(bitmap, (cell % columns) * CELL, Math.floor(cell / columns) * CELL, this.context);
    if (cell === columns * rows - 1) await this.closeSheet();
  }

  private draw(bitmap: ImageBitmap, left: number, top: number, context: OffscreenCanvasRenderingContext2D): void {
    const [width, height] = fitted(bitmap, CELL);
    context.drawImage(bitmap, left + (CELL - width) / 2, top + (CELL - height) / 2, width, height);
    bitmap.close();
    this.filled++;
  }

  /** As WebP; a browser that cannot write it gives PNG, which the type tells. */
  private async closeSheet(): Promise<void> {
    if (!this.context) return;
    const blob = await this.context.canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
    this.context = null;
    this.files.set(`thumbs/${this.files.size}.${blob.type.replace('image/', '')}`, new Uint8Array(await blob.arrayBuffer()));
  }

  async finish(): Promise<{ thumbnails: Thumbnails; files: Map<string, Bytes> } | null> {
    await this.closeSheet();
    if (this.filled === 0) return null;
    return { thumbnails: { kind: 'sprites', cell: CELL, ...this.layout, sheets: [...this.files.keys()] }, files: this.files };
  }

  findings(): Finding[] {
    return this.broken.findings('warning', ['has no thumbnail', 'have no thumbnails']);
  }
}

/** A maker of thumbnails of 64 pixels for up to 20,000 images, 4096 a sheet, on a transparent ground. Needs OffscreenCanvas. */
export function createThumbnailMaker(): ThumbnailMaker {
  return new SpriteMaker();
}
