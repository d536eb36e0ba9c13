/** Sprite sheets, told by their first bytes: a name cannot pass off HTML or SVG as a picture. */
import type { BundleFiles } from './bundleFiles';
import type { Dataset } from './dataset';
import type { Thumbnails } from './manifest';
import { BundleError } from './problem';

export type PictureType = 'image/webp' | 'image/png' | 'image/jpeg';

/** Undefined where it is none of the three. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (/^RIFF[^]{4}WEBP$/.test(start)) return 'image/webp';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return start.startsWith('\xff\xd8\xff') ? 'image/jpeg' : undefined;
}

/** Most sheets that a bundle of so many views and items can need. */
function mostSheets(views: number, items: number, { columns, rows }: Thumbnails): number {
  return views * (rows === undefined ? 1 : Math.ceil(items / (columns * rows)));
}

/** Throws BundleError for a sheet that is no picture and for more sheets than image views and items need. */
export async function readPictures(files: BundleFiles, layout: Thumbnails): Promise<NonNullable<Dataset['thumbnails']>> {
  const views = files.manifest.features.image.views?.length ?? 1;
  const most = mostSheets(views, files.manifest.count, layout);
  if (layout.sheets.length > most) {
    const needed = layout.rows === undefined ? 'one a view of the image features' : `as many as ${views} × ${files.manifest.count} cells need`;
    throw new BundleError(`manifest.json.thumbnails.sheets: expected at most ${needed}, ${most}, got ${layout.sheets.length}.`, layout.rows === undefined ? 'List one sheet a view.' : 'Check columns and rows.');
  }
  const sheets: Uint8Array[] = [];
  for (const path of layout.sheets) {
    const sheet = await files.read(path);
    if (!pictureType(sheet)) throw new BundleError(`${path}: expected a WebP, PNG or JPEG picture, got other bytes.`, 'Save the sheet in one of these formats.');
    sheets.push(sheet);
  }
  return { layout, sheets };
}
