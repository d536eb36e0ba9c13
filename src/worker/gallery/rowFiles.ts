/** Rows of an addition as bytes, and back; only those that are asked for are read. */
import { bytesOf } from '../../bundle/blobBytes';
import { floatsToHalves, halvesToFloats } from '../../bundle/float16';
import type { OwnItem } from '../search/types';
import type { Addition } from './addition';

/** Features, row-major float32 [items.length, dims], and whose they are. */
export interface Block {
  features: Float32Array;
  items: OwnItem[];
}

/** Id, caption and small picture. */
const PARTS = 3;
const END_BYTES = PARTS * Float64Array.BYTES_PER_ELEMENT;

const bytesIn = ({ buffer, byteOffset, byteLength }: Uint16Array | Float32Array): Uint8Array<ArrayBuffer> => new Uint8Array(buffer, byteOffset, byteLength) as Uint8Array<ArrayBuffer>;

export const itemBytes = (dtype: Addition['dtype']): number => (dtype === 'f2' ? 2 : 4);

export function featureBytes(features: Float32Array, dtype: Addition['dtype']): Uint8Array<ArrayBuffer> {
  return bytesIn(dtype === 'f2' ? floatsToHalves(features) : features);
}

/**
 * The parts of each item one after the other, and the byte at which each of them ends.
 * @param start bytes of the items before
 */
export async function packItems(items: readonly OwnItem[], start: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; ends: Uint8Array<ArrayBuffer> }> {
  const encoder = new TextEncoder();
  const ends = new DataView(new ArrayBuffer(items.length * END_BYTES));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = start;
  for (const [row, { id, caption, picture }] of items.entries()) {
    const three = [encoder.encode(id), encoder.encode(caption), picture ? await bytesOf(picture, id) : new Uint8Array()];
    three.forEach((part, i) => ends.setFloat64(row * END_BYTES + i * 8, (at += part.length), true));
    parts.push(...three);
  }
  return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()), ends: new Uint8Array(ends.buffer) };
}

/** Features of rows [start, end), float32 [end - start, dims]. Throws BundleError where they cannot be read. */
export async function readFeatures(file: Blob, { dims, dtype, name }: Pick<Addition, 'dims' | 'dtype' | 'name'>, start: number, end: number): Promise<Float32Array> {
  const rowBytes = dims * itemBytes(dtype);
  const { buffer } = await bytesOf(file.slice(start * rowBytes, end * rowBytes), name);
  return dtype === 'f2' ? halvesToFloats(new Uint16Array(buffer)) : new Float32Array(buffer);
}

/** Items of rows [start, end). Throws BundleError where they cannot be read. */
export async function readItems(files: { items: Blob; ends: Blob }, name: string, start: number, end: number): Promise<OwnItem[]> {
  const before = start === 0 ? 0 : 8;
  const { buffer } = await bytesOf(files.ends.slice(start * END_BYTES - before, end * END_BYTES), name);
  const view = new DataView(buffer);
  const endOf = (part: number): number => (part < 0 && before === 0 ? 0 : view.getFloat64(before + part * 8, true));
  const from = endOf(-1);
  const bytes = await bytesOf(files.items.slice(from, endOf((end - start) * PARTS - 1)), name);
  const part = (index: number): Uint8Array<ArrayBuffer> => bytes.subarray(endOf(index - 1) - from, endOf(index) - from);
  const decoder = new TextDecoder();
  return Array.from({ length: end - start }, (_, row) => {
    const picture = part(row * PARTS + 2);
    return { id: decoder.decode(part(row * PARTS)), caption: decoder.decode(part(row * PARTS + 1)), picture: picture.length > 0 ? new Blob([picture], { type: 'image/webp' }) : null };
  });
}
