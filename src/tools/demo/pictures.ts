/** Drawings rasterised: for the CNN, for the sprite sheets, for the tests' fixtures. */
import { drawing, type Vendor } from './drawings';
import { requirePackage } from './packages';

export const INPUT_SIZE = 224;
export const PICTURE_SIZE = 200;

interface Overlay {
  input: Buffer;
  left: number;
  top: number;
}

/** The part of sharp 0.34 that is used: sharp is no dependency of the app, so its types are not here. */
interface SharpImage {
  metadata(): Promise<{ width: number }>;
  resize(width: number, height: number, options: { fit: 'contain'; background: string }): SharpImage;
  extend(margin: { top: number; bottom: number; left: number; right: number; background: string }): SharpImage;
  flatten(options: { background: string }): SharpImage;
  ensureAlpha(): SharpImage;
  composite(overlays: Overlay[]): SharpImage;
  raw(): SharpImage;
  png(options?: { compressionLevel?: number; palette?: boolean }): SharpImage;
  webp(options: { quality: number; alphaQuality: number; preset: 'picture'; effort: number }): SharpImage;
  toBuffer(): Promise<Buffer>;
}

interface Canvas {
  width: number;
  height: number;
  channels: 4;
  background: string;
}

type Sharp = (input: Buffer | { create: Canvas }, options?: { density: number }) => SharpImage;

let loaded: Sharp | undefined;
const sharp: Sharp = (...args) => (loaded ??= requirePackage('sharp') as Sharp)(...args);

const CLEAR = '#00000000';
const SVG_DENSITY = 72;

/** The drawing in a transparent square; SVG is rendered at the size asked for, not scaled up. */
async function squared(vendor: Vendor, code: string, size: number): Promise<SharpImage> {
  const file = drawing(vendor, code);
  const { width } = await sharp(file).metadata();
  const density = vendor === 'fluent-3d' ? SVG_DENSITY : (SVG_DENSITY * size) / width;
  return sharp(file, { density }).resize(size, size, { fit: 'contain', background: CLEAR }).ensureAlpha();
}

async function onWhite(vendor: Vendor, code: string): Promise<SharpImage> {
  const margin = (INPUT_SIZE - PICTURE_SIZE) / 2;
  const picture = await (await squared(vendor, code, PICTURE_SIZE)).flatten({ background: '#fff' }).raw().ensureAlpha().png().toBuffer();
  return sharp(picture).extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#fff' });
}

/** RGBA [224, 224, 4] of the drawing in a centred 200 × 200 square on white: the CNN's input. */
export async function encoderInput(vendor: Vendor, code: string): Promise<Buffer> {
  return (await onWhite(vendor, code)).ensureAlpha().raw().toBuffer();
}

/** The CNN's input as a lossless PNG file. */
export async function encoderInputPng(vendor: Vendor, code: string): Promise<Buffer> {
  return (await onWhite(vendor, code)).png({ compressionLevel: 9 }).toBuffer();
}

export interface SheetLayout {
  /** Side of a square cell in pixels. */
  cell: number;
  columns: number;
}

/** Of WebP, 0 to 100 each. alphaQuality 30 keeps 8 levels of transparency, 10 keeps 4. */
export interface SheetQuality {
  quality: number;
  alphaQuality: number;
}

/** WebP sheet with picture i in cell (i mod columns, floor(i / columns)), on a transparent ground. */
export async function spriteSheet(vendor: Vendor, codes: string[], layout: SheetLayout, quality: SheetQuality, onPicture: () => void): Promise<Buffer> {
  const { cell, columns } = layout;
  const overlays: Overlay[] = [];
  for (const [i, code] of codes.entries()) {
    const input = await (await squared(vendor, code, cell)).png().toBuffer();
    overlays.push({ input, left: (i % columns) * cell, top: Math.floor(i / columns) * cell });
    onPicture();
  }
  const canvas: Canvas = { width: columns * cell, height: Math.ceil(codes.length / columns) * cell, channels: 4, background: CLEAR };
  return sharp({ create: canvas }).composite(overlays).webp({ ...quality, preset: 'picture', effort: 6 }).toBuffer();
}
