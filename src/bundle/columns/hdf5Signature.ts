/** The eight bytes that an HDF5 file starts with: at 0, or behind a block of the user's at 512, 1024, 2048, … */
import type { ByteFile } from './byteFile';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const FIRST_BLOCK = 512;

const places = function* (size: number): Generator<number> {
  yield 0;
  for (let at = FIRST_BLOCK; at + SIGNATURE.length <= size; at *= 2) yield at;
};

/** Throws BundleError where the file cannot be read. */
export async function isHdf5(file: ByteFile): Promise<boolean> {
  if (file.size < SIGNATURE.length) return false;
  for (const at of places(file.size)) {
    const bytes = await file.read(at, at + SIGNATURE.length);
    if (SIGNATURE.every((byte, i) => bytes[i] === byte)) return true;
  }
  return false;
}
