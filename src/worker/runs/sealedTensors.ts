/**
 * Safetensors files that know when they are damaged: their metadata begins with the CRC-32 of all their bytes, counted
 * with zeros in place of its own digits. Other tools read them as any safetensors file.
 */
import { readTensors, writeTensors, type NamedTensor, type TensorFile } from '../../alscor/tensorFile';
import { BundleError } from '../../bundle/problem';
import { crc32, crcText } from './crc32';

const LENGTH_BYTES = 8;
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const OPENING = encode('{"__metadata__":{"crc32":"');
const BLANK = encode('00000000');
const DIGITS = LENGTH_BYTES + OPENING.length;
const NUMBERS = DIGITS + BLANK.length;

/**
 * The parts of the file, one after the other; all but the first lie over the arrays given.
 * Throws RangeError where shape and values do not fit.
 */
export function sealTensors(tensors: NamedTensor[], metadata: Record<string, string>): Uint8Array<ArrayBuffer>[] {
  const parts = writeTensors(tensors, { crc32: '00000000', ...metadata });
  const crc = parts.reduce((before, part) => crc32(part, before), 0);
  parts[0]!.set(encode(crcText(crc)), DIGITS);
  return parts;
}

function checkSeal(bytes: Uint8Array, path: string): void {
  const opening = bytes.subarray(LENGTH_BYTES, DIGITS);
  if (bytes.length < NUMBERS || !opening.every((byte, i) => byte === OPENING[i])) {
    throw new BundleError(`${path}: expected a safetensors file that begins with its checksum, got other bytes.`, 'It was cut off or is damaged.');
  }
  const said = String.fromCharCode(...bytes.subarray(DIGITS, NUMBERS));
  const crc = crcText(crc32(bytes.subarray(NUMBERS), crc32(BLANK, crc32(bytes.subarray(0, DIGITS)))));
  if (said !== crc) throw new BundleError(`${path}: expected bytes of checksum ${JSON.stringify(said)}, got ${crc}.`, 'It was cut off or is damaged.');
}

/** Refuses NaN and infinities: nothing goes on from them. */
function checkFinite({ name, data }: NamedTensor, path: string): void {
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i]!)) throw new BundleError(`${path}, ${name}: expected finite numbers, got ${data[i]!}.`, 'The run had diverged there.');
  }
}

/** What the file holds, its arrays over `bytes` where they can be. Throws BundleError where a byte of it has changed or a number is not finite. */
export function unsealTensors(bytes: Uint8Array, path: string): TensorFile {
  checkSeal(bytes, path);
  const file = readTensors(bytes, path);
  for (const tensor of file.tensors.values()) checkFinite(tensor, path);
  return file;
}
