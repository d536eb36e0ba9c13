/** Kind and size of a picture from its first bytes, before anything is decoded: a name cannot pass off HTML or SVG, and a small file no huge picture. */
export type PictureKind = 'JPEG' | 'PNG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF';

export interface PictureHeader {
  kind: PictureKind;
  /** In pixels as stored, before any rotation; null where these bytes do not reach as far as the size. */
  size: { width: number; height: number } | null;
}

type Size = PictureHeader['size'];

const textAt = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));

function kindOf(bytes: Uint8Array): PictureKind | undefined {
  const start = textAt(bytes, 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (/^RIFF[^]{4}WEBP$/.test(start)) return 'WebP';
  if (/^GIF8[79]a/.test(start)) return 'GIF';
  if (/^[^]{4}ftypavi[fs]$/.test(start)) return 'AVIF';
  return start.startsWith('BM') && bytes.length > 26 ? 'BMP' : undefined;
}

/** Frame header of a JPEG (SOF0 to SOF15 but DHT, JPG and DAC); the segments before it are passed over. */
function jpegSize(bytes: Uint8Array, view: DataView): Size {
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;

function webpSize(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 30) return null;
  const chunk = textAt(bytes, 12, 4);
  if (chunk === 'VP8X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  const bits = view.getUint32(21, true);
  return chunk === 'VP8L' ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null;
}

/** Of the largest image in the file: each has its size in a box "ispe". */
function avifSize(bytes: Uint8Array, view: DataView): Size {
  let largest: Size = null;
  for (let at = 12; at + 16 <= bytes.length; at++) {
    if (bytes[at] !== 0x69 || textAt(bytes, at, 4) !== 'ispe') continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
}

function sizeOf(kind: PictureKind, bytes: Uint8Array, view: DataView): Size {
  switch (kind) {
    case 'JPEG':
      return jpegSize(bytes, view);
    case 'PNG':
      return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
    case 'WebP':
      return webpSize(bytes, view);
    case 'GIF':
      return bytes.length < 10 ? null : { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 'BMP':
      return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
    case 'AVIF':
      return avifSize(bytes, view);
  }
}

/** Undefined where the bytes begin none of these kinds of picture. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const kind = kindOf(bytes);
  return kind && { kind, size: sizeOf(kind, bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
}
