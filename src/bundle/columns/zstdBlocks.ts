/** How much a Zstandard frame can unpack to, told from its headers (RFC 8878): the library would take memory for any claim. */
import { PageDamage } from './parquetRuns';

const MAGIC = 0xfd2fb528;
/** A block unpacks to 128 KiB at most. */
const MOST_BLOCK = 2 ** 17;
const MOST_BYTES = 2 ** 29;

const dictionaryIdBytes = [0, 1, 2, 4];

/** Where the blocks begin, and the frame's claim of its size, or null. */
function frameHeader(view: DataView): { at: number; claim: number | null } {
  if (view.byteLength < 6 || view.getUint32(0, true) !== MAGIC) throw new PageDamage('no Zstandard frame');
  const descriptor = view.getUint8(4);
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  const sizeAt = 5 + (single ? 0 : 1) + dictionaryIdBytes[descriptor & 3]!;
  if (sizeAt + sizeBytes > view.byteLength) throw new PageDamage('a Zstandard frame that ends in its header');
  return { at: sizeAt + sizeBytes, claim: claimAt(view, sizeAt, sizeBytes) };
}

function claimAt(view: DataView, at: number, bytes: number): number | null {
  if (bytes === 0) return null;
  if (bytes === 1) return view.getUint8(at);
  if (bytes === 2) return view.getUint16(at, true) + 256;
  return bytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

const [RAW, REPEATED] = [0, 1];

/** Throws PageDamage unless the first frame claims to unpack to `length` bytes at most, and its blocks can hold no more than 512 MiB. */
export function checkZstd(bytes: Uint8Array, length: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { at: start, claim } = frameHeader(view);
  if (claim !== null && claim > length) throw new PageDamage(`a Zstandard frame of ${claim} bytes in a page of ${length}`);
  let [at, most, last] = [start, 0, false];
  while (!last) {
    if (at + 3 > bytes.length) throw new PageDamage('Zstandard blocks that end early');
    const header = view.getUint8(at) + view.getUint16(at + 1, true) * 256;
    const [type, size] = [(header >> 1) & 3, header >> 3];
    last = header % 2 === 1;
    most += type === RAW || type === REPEATED ? size : MOST_BLOCK;
    at += 3 + (type === REPEATED ? 1 : size);
    if (most > MOST_BYTES) throw new PageDamage(`Zstandard blocks of more than ${MOST_BYTES} bytes`);
  }
}
