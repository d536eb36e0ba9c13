/** Pictures decoded by the browser, checked by their first bytes before. For the page or a worker. */
import { pictureHeader } from '../bundle/pictureHeader';

/** Pixels of the largest picture that is decoded: 200 MB as RGBA. */
export const MOST_PIXELS = 50e6;
/** Longer pictures are scaled down to this while they are decoded, where nothing else is asked for. */
const LONGEST_SIDE = 2048;
const FIRST_BYTES = 2 ** 16;
/** Previews and colour profiles can stand before the size. */
const MORE_BYTES = 2 ** 22;

function unreadable(blob: Blob, cause?: unknown): Error {
  const got = `${blob.type || 'a file of unknown type'}, ${blob.size} bytes`;
  return new Error(`Reading a picture: expected a picture the browser can decode, got ${got}; try PNG, JPEG or WebP.`, { cause });
}

async function headerOf(blob: Blob): Promise<{ width: number; height: number }> {
  for (const length of [FIRST_BYTES, MORE_BYTES]) {
    const header = pictureHeader(new Uint8Array(await blob.slice(0, length).arrayBuffer()));
    if (!header) break;
    if (header.size) return header.size;
  }
  throw unreadable(blob);
}

/** The whole picture, turned as its camera says. */
async function decode(blob: Blob, { width, height }: { width: number; height: number }, most: number): Promise<ImageBitmap> {
  const longest = Math.max(width, height);
  if (longest <= most) return createImageBitmap(blob);
  // The width alone keeps the proportions, also where the picture is turned.
  return createImageBitmap(blob, { resizeWidth: Math.max(1, Math.round((width * most) / longest)), resizeQuality: 'high' });
}

/**
 * The picture of a JPEG, PNG, WebP, GIF (its first frame), BMP or AVIF file; the caller closes it.
 * @param most pixels of the longer side: larger pictures are scaled down; a turned one's sides come out as up to their ratio longer or shorter
 * @throws Error where the file is none of these, is broken, or has more than 50 megapixels
 */
export async function decodePicture(blob: Blob, most = LONGEST_SIDE): Promise<ImageBitmap> {
  const size = await headerOf(blob);
  if (size.width * size.height > MOST_PIXELS) {
    throw new Error(`Reading a picture: expected at most ${MOST_PIXELS / 1e6} megapixels, got ${size.width} × ${size.height}; try a smaller copy.`);
  }
  try {
    return await decode(blob, size, most);
  } catch (cause) {
    throw unreadable(blob, cause);
  }
}

/** Width and height scaled so that the longer one is `size`; the shorter one is at least 1 pixel. */
export function fitted({ width, height }: { width: number; height: number }, size: number): [width: number, height: number] {
  const scale = size / Math.max(width, height);
  return [Math.max(1, width * scale), Math.max(1, height * scale)];
}
