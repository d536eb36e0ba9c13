/** zlib streams (RFC 1950), unpacked by the web platform into no more memory than was said beforehand. */
import { BundleError, reasonOf } from './problem';

/** Deflate packs at most 1032 bytes into one. */
const MOST_PACKED = 1032;
const MOST_BYTES = 2 ** 31;
/** A browser unpacks a whole slice before it stops for the reader: this bounds what it holds. */
const SLICE = 16_384;
const ADVICE = 'The file is damaged: copy or download it again.';

function openStream(packed: Uint8Array<ArrayBuffer>): ReadableStreamDefaultReader<Uint8Array> {
  let at = 0;
  const slices = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= packed.length) return controller.close();
      controller.enqueue(packed.subarray(at, (at += SLICE)));
    },
  });
  return slices.pipeThrough(new DecompressionStream('deflate')).getReader();
}

/** Reads on until the stream ends, or gives more than fits. */
async function fill(reader: ReadableStreamDefaultReader<Uint8Array>, target: Uint8Array): Promise<{ filled: number; ended: boolean }> {
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { filled, ended: true };
    const taken = value.subarray(0, target.length - filled);
    target.set(taken, filled);
    filled += taken.length;
    if (taken.length < value.length) return { filled, ended: false };
  }
}

async function unpackInto(target: Uint8Array, packed: Uint8Array<ArrayBuffer>, where: string): Promise<{ filled: number; ended: boolean }> {
  const reader = openStream(packed);
  try {
    return await fill(reader, target);
  } catch (cause) {
    throw new BundleError(`Unpacking ${where}: expected a whole zlib stream, got: ${reasonOf(cause).replace(/\.$/, '')}.`, ADVICE, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The first `most` bytes of a stream, all where it holds fewer; its checksum is not checked. Throws BundleError where it is damaged before. */
export async function inflateStart(packed: Uint8Array<ArrayBuffer>, most: number, where: string): Promise<Uint8Array<ArrayBuffer>> {
  const target = new Uint8Array(most);
  const { filled } = await unpackInto(target, packed, where);
  return target.subarray(0, filled);
}

function allocate(length: number, packed: number, where: string): Uint8Array<ArrayBuffer> {
  const most = Math.min(MOST_BYTES, MOST_PACKED * packed + 64);
  if (length > most) throw new BundleError(`Unpacking ${where}: expected at most ${most} bytes in ${packed} packed ones, got a claim of ${length}.`, ADVICE);
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw new BundleError(`Unpacking ${where}: expected memory for ${length} bytes, got none.`, 'Close other pages, or save a smaller file.', { cause });
  }
}

/** All bytes of a stream. Throws BundleError unless they are `length`, can be, at most 2 GiB, and keep the stream's checksum. */
export async function inflateAll(packed: Uint8Array<ArrayBuffer>, length: number, where: string): Promise<Uint8Array<ArrayBuffer>> {
  const target = allocate(length, packed.length, where);
  const { filled, ended } = await unpackInto(target, packed, where);
  if (filled === length && ended) return target;
  throw new BundleError(`Unpacking ${where}: expected ${length} bytes, got ${ended ? filled : 'more'}.`, ADVICE);
}
