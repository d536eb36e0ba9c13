/** The HDF5 library, compiled to WebAssembly (https://github.com/usnistgov/h5wasm), loaded only where a file needs it. */
import { BundleError, reasonOf } from '../problem';
import { readAhead, type ReadSlice } from './hdf5ReadAhead';

/** Kinds of objects that `get_type` tells. */
export const GROUP = 0;
export const DATASET = 1;

export interface Hdf5Metadata {
  /** Class as in H5T_class_t: see hdf5Types.ts. */
  type: number;
  size: number;
  signed: boolean;
  vlen: boolean;
  strpad?: number;
  ref_type?: 'object' | 'region';
  enum_type?: { type: number };
  /** null: the dataset is declared empty. */
  shape: number[] | null;
  chunks: number[] | null;
  virtual_sources?: unknown[];
}

interface FileSystem {
  filesystems: { WORKERFS: { stream_ops: { read: ReadSlice } } };
  mkdir(path: string): void;
  rmdir(path: string): void;
  mount(type: FileSystem['filesystems']['WORKERFS'], options: { blobs: { name: string; data: Blob }[] }, path: string): void;
  unmount(path: string): void;
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
}

/**
 * What is used of the library. Its functions answer a failure with a negative number, or throw what no file of ours
 * explains; its own handler that throws in their midst is left off, because it keeps memory and open datasets behind.
 */
export interface Hdf5Module {
  FS: FileSystem;
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  UTF8ToString(at: number): string;
  open(path: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
  close_file(file: bigint): number;
  get_names(file: bigint, path: string, recursive: boolean): string[];
  get_type(file: bigint, path: string): number;
  get_symbolic_link(file: bigint, path: string): string | null;
  get_external_link(file: bigint, path: string): { filename?: string };
  get_dataset_metadata(file: bigint, path: string): Hdf5Metadata;
  get_dataset_filters(file: bigint, path: string): { id: number; name: string }[];
  get_dataset_data(file: bigint, path: string, count: bigint[], offset: bigint[], strides: bigint[], at: bigint): number;
  reclaim_vlen_memory_count(file: bigint, path: string, attribute: string, at: bigint, count: bigint[]): number;
  get_attribute_names(file: bigint, path: string): string[];
  get_attribute_metadata(file: bigint, path: string, name: string): Hdf5Metadata;
  get_attribute_data(file: bigint, path: string, name: string, at: bigint): number;
  create_object_reference(file: bigint, path: string): Uint8Array;
}

export interface Hdf5 {
  module: Hdf5Module;
  /** What the library complained about since it was last asked: the first reason of each complaint. */
  complaints(): string;
}

const idle: Hdf5[] = [];
/** A library that has grown beyond is not used again: its memory never shrinks. */
const MOST_KEPT = 2 ** 28;

/** Data sets can name any file of the library's own tree as their numbers: its devices, such as sources of random bytes, are taken out. */
const DEVICES = ['null', 'tty', 'tty1', 'random', 'urandom', 'stdin', 'stdout', 'stderr'];

async function load(): Promise<Hdf5> {
  const lines: string[] = [];
  const { default: create } = await import('../../../node_modules/h5wasm/dist/esm/hdf5_util.js');
  const module = await create({ noInitialRun: true, print: () => undefined, printErr: (line) => lines.length < 1000 && lines.push(line), stdin: () => null });
  const slices = module.FS.filesystems.WORKERFS.stream_ops;
  slices.read = readAhead(slices.read);
  for (const name of DEVICES) module.FS.unlink(`/dev/${name}`);
  return { module, complaints: () => lines.splice(0).filter((line) => /^\s*#\d/.test(line)).at(-1)?.replace(/^.*\(\): /, '') ?? '' };
}

/** A library that no open file uses. Throws BundleError where it cannot be loaded. */
export async function takeHdf5(): Promise<Hdf5> {
  try {
    return idle.pop() ?? (await load());
  } catch (cause) {
    throw new BundleError(`Loading the HDF5 library: ${reasonOf(cause)}`, 'Reload the page; WebAssembly must be allowed.', { cause });
  }
}

/** Gives the library back to be used again; one that threw from its midst is not given back. */
export function giveBackHdf5(hdf5: Hdf5): void {
  if (idle.length === 0 && hdf5.module.HEAPU8.length <= MOST_KEPT) idle.push(hdf5);
}
