/**
 * Where all items lay after an epoch, as one record of spaces.bin, in little-endian order: a head of 32 bytes (a mark,
 * epoch, rows, k, classes, four bytes of nothing, the fused score's weight as float64), then as halves the images'
 * variates [rows, k] and posteriors [rows, classes], those of the texts, and the CRC-32 of all that.
 */
import { floatsToHalves, halvesToFloats } from '../../bundle/float16';
import { BundleError } from '../../bundle/problem';
import type { Embedding, Space } from '../../retrieval/scores';
import { crc32 } from './crc32';

const MARK = 0x31505341;
export const HEAD_BYTES = 32;
const SEAL_BYTES = 4;
const HALF = 2;

export interface EpochSpace {
  epoch: number;
  /** Weight of the canonical score in the fused one, as that epoch's model has it. */
  fusedWeight: number;
  space: Space;
}

export interface SpaceHead {
  epoch: number;
  rows: number;
  k: number;
  /** 0 where there are no posteriors. */
  classes: number;
  fusedWeight: number;
  /** Of the whole record. */
  bytes: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Of a record of that size. */
export const spaceBytes = (rows: number, k: number, classes: number): number => HEAD_BYTES + 2 * HALF * rows * (k + classes) + SEAL_BYTES;

export const bytesOf = ({ space: { image } }: EpochSpace): number => spaceBytes(image.rows, image.k, image.posterior ? image.classes : 0);

export function encodeSpace({ epoch, fusedWeight, space: { image, text } }: EpochSpace): Uint8Array<ArrayBuffer> {
  const classes = image.posterior ? image.classes : 0;
  const record = new Uint8Array(spaceBytes(image.rows, image.k, classes));
  const view = viewOf(record);
  [MARK, epoch, image.rows, image.k, classes].forEach((value, i) => view.setUint32(4 * i, value, true));
  view.setFloat64(24, fusedWeight, true);
  let at = HEAD_BYTES;
  for (const part of [image.latent, image.posterior, text.latent, text.posterior]) {
    if (!part) continue;
    const halves = new Uint8Array(floatsToHalves(part).buffer);
    record.set(halves, at);
    at += halves.length;
  }
  view.setUint32(at, crc32(record.subarray(0, at)), true);
  return record;
}

/** What begins at a place; null where no record does, or its head is cut off. */
export function headAt(bytes: Uint8Array, at: number): SpaceHead | null {
  if (bytes.length - at < HEAD_BYTES) return null;
  const view = viewOf(bytes.subarray(at, at + HEAD_BYTES));
  const [mark, epoch, rows, k, classes] = [0, 4, 8, 12, 16].map((place) => view.getUint32(place, true)) as [number, number, number, number, number];
  if (mark !== MARK) return null;
  return { epoch, rows, k, classes, fusedWeight: view.getFloat64(24, true), bytes: spaceBytes(rows, k, classes) };
}

/** Null where a byte of it has changed or is missing. */
export function soundHead(bytes: Uint8Array, at: number): SpaceHead | null {
  const head = headAt(bytes, at);
  const end = at + (head?.bytes ?? Infinity);
  if (!head || end > bytes.length) return null;
  const said = viewOf(bytes).getUint32(end - SEAL_BYTES, true);
  return crc32(bytes.subarray(at, end - SEAL_BYTES)) === said ? head : null;
}

/** @throws BundleError where it is not one whole record */
export function decodeSpace(record: Uint8Array, where: string): EpochSpace {
  const head = soundHead(record, 0);
  if (!head || head.bytes !== record.length) throw new BundleError(`${where}: expected a record whose checksum fits, got ${record.length} other bytes.`, 'The file was cut off or is damaged: train the run again to look at its epochs.');
  const { epoch, rows, k, classes, fusedWeight } = head;
  let at = HEAD_BYTES;
  const take = (width: number): Float32Array => {
    const halves = new Uint16Array(record.slice(at, at + HALF * rows * width).buffer);
    at += HALF * rows * width;
    return halvesToFloats(halves);
  };
  const embedding = (): Embedding => ({ rows, k, classes, latent: take(k), posterior: classes > 0 ? take(classes) : null });
  return { epoch, fusedWeight, space: { image: embedding(), text: embedding() } };
}
