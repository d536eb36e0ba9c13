import { BundleError, reasonOf } from './problem';

/** Bytes of a blob. Throws BundleError where the browser cannot read it, e.g. because the file has changed. */
export async function bytesOf(blob: Blob, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new BundleError(`Reading ${path}: ${reasonOf(cause)}`, 'Choose the files again; files above 2 GB cannot be read.', { cause });
  }
}
