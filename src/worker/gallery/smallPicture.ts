import { decodePicture, fitted } from '../../engine/decodePicture';

/** Pixels, as the thumbnails of datasets have them. */
const SIDE = 64;
const QUALITY = 0.75;

/** The picture in 64 × 64 pixels on a transparent ground, as WebP, or PNG where the browser cannot write that. Needs OffscreenCanvas. */
export async function smallPicture(picture: Blob): Promise<Blob> {
  const bitmap = await decodePicture(picture, 4 * SIDE);
  try {
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('Drawing thumbnails: expected a 2-D canvas, got none. Close other tabs and try again.');
    const [width, height] = fitted(bitmap, SIDE);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
    return await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  } finally {
    bitmap.close();
  }
}
