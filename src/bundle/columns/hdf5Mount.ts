/** Makes one file visible to the HDF5 library. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Hdf5Module } from './hdf5Module';

export interface Mounted {
  /** Of the file in the library's own tree of files; nothing else lies there. */
  path: string;
  unmount(): void;
}

const FOLDER = '/dropped';
const NAME = 'file';
const MOST_IN_MEMORY = 2 ** 30;

/** Workers can read a slice of a blob at once, as the library asks for it. */
const readsSlices = (): boolean => 'FileReaderSync' in globalThis;

function mountSlices({ FS }: Hdf5Module, blob: Blob): Mounted {
  FS.mount(FS.filesystems.WORKERFS, { blobs: [{ name: NAME, data: blob }] }, FOLDER);
  return {
    path: `${FOLDER}/${NAME}`,
    unmount() {
      FS.unmount(FOLDER);
      FS.rmdir(FOLDER);
    },
  };
}

async function copyToMemory({ FS }: Hdf5Module, file: ByteFile): Promise<Mounted> {
  if (file.size > MOST_IN_MEMORY) {
    throw new BundleError(`${file.path}: expected at most ${MOST_IN_MEMORY} bytes of HDF5 outside of a browser's worker, got ${file.size}.`, 'Open it in the page, which reads slices of it, or save the arrays as .npy.');
  }
  const path = `${FOLDER}/${NAME}`;
  FS.writeFile(path, await file.read(0, file.size));
  return {
    path,
    unmount() {
      FS.unlink(path);
      FS.rmdir(FOLDER);
    },
  };
}

/** The file, read in slices in a worker; in Node, which has no reader of slices, up to 1 GiB in memory. Throws BundleError. */
export async function mountFile(module: Hdf5Module, file: ByteFile): Promise<Mounted> {
  module.FS.mkdir(FOLDER);
  return readsSlices() ? mountSlices(module, await file.blob()) : copyToMemory(module, file);
}
