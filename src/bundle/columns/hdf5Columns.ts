/** HDF5 files (.h5, .hdf5, .h5py) and MATLAB files of version 7.3, read in slices. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Column, OpenedFile, OpenFile } from './column';
import { DAMAGED, guarded } from './guarded';
import { matlabClass, matlabColumn } from './hdf5Matlab';
import { giveBackHdf5, takeHdf5, type Hdf5Metadata } from './hdf5Module';
import { mountFile, type Mounted } from './hdf5Mount';
import { numberColumn } from './hdf5Numbers';
import { unreadable, type DatasetPlace, type Hdf5File } from './hdf5Read';
import { sparseColumn } from './hdf5Sparse';
import { textColumn } from './hdf5Texts';
import { treeOf, type Hdf5Object } from './hdf5Tree';
import { classNameOf, dtypeOf, STRING } from './hdf5Types';

interface Found {
  columns: Column[];
  notes: string[];
  fromMatlab: boolean;
}

function leaveOut(found: Found, at: string, why: string): void {
  found.notes.push(`"${at.slice(1)}" was left out: ${why}.`);
}

const isVirtual = ({ virtual_sources: sources }: Hdf5Metadata): boolean => sources !== undefined;

function plainColumn(place: DatasetPlace): Column | null {
  if (place.metadata.type === STRING) return textColumn(place);
  const dtype = dtypeOf(place.metadata);
  return dtype === null ? null : numberColumn(place, dtype, false);
}

function addDataset(file: Hdf5File, at: string, found: Found): void {
  const { module } = file.hdf5;
  const metadata = module.get_dataset_metadata(file.id, at);
  const place = { file, at, metadata, where: `${file.path}, ${at.slice(1)}` };
  if (metadata.shape === null) return leaveOut(found, at, 'it is declared empty');
  if (isVirtual(metadata)) return leaveOut(found, at, 'its numbers lie in other files');
  const attributes = module.get_attribute_names(file.id, at);
  const className = matlabClass(file, at, attributes);
  if (attributes.includes('MATLAB_empty')) return leaveOut(found, at, 'it is empty');
  if (className !== null) found.fromMatlab = true;
  const column = className === null ? plainColumn(place) : matlabColumn(place, className);
  if (column) found.columns.push(column);
  else leaveOut(found, at, `it holds ${className === null ? classNameOf(metadata) : `MATLAB's class ${className}`}, no matrix of numbers and no texts`);
}

/** Throws nothing; true where the group is a sparse matrix, whose parts are no columns. */
function addSparse(file: Hdf5File, at: string, found: Found): boolean {
  const attributes = file.hdf5.module.get_attribute_names(file.id, at);
  if (!attributes.includes('MATLAB_sparse')) return false;
  found.columns.push(sparseColumn(file, at, matlabClass(file, at, attributes) === 'logical'));
  found.fromMatlab = true;
  return true;
}

function columnsOf(file: Hdf5File): Found {
  const found: Found = { columns: [], notes: [], fromMatlab: false };
  const { objects, links } = treeOf(file);
  const sparse = new Set<string>();
  const isPart = ({ at }: Hdf5Object) => sparse.has(at.slice(0, at.lastIndexOf('/')));
  for (const object of objects) {
    if (object.kind === 'group' && addSparse(file, object.at, found)) sparse.add(object.at);
    if (object.kind === 'dataset' && !isPart(object)) addDataset(file, object.at, found);
  }
  for (const link of links) leaveOut(found, `/${link}`, 'it is a link to another place, which is not followed');
  return found;
}

async function openIn(file: Hdf5File, mounted: Mounted): Promise<void> {
  file.hdf5.complaints();
  file.id = file.hdf5.module.open(mounted.path, 0, false, -1, -1);
  if (file.id < 0n) throw unreadable(file, file.path);
}

/**
 * Data sets anywhere in the file, named by their path ("train/img"), read in slices; MATLAB's as MATLAB shows them.
 * Links, virtual data sets and what lies in other files are never followed. Throws BundleError.
 */
export const openHdf5: OpenFile = async (file: ByteFile): Promise<OpenedFile> => {
  const hdf5 = await takeHdf5();
  const state = { spoiled: false, closed: false };
  const opened: Hdf5File = { hdf5, id: -1n, path: file.path, size: file.size };
  const reading = <T>(work: () => T | Promise<T>, advice = DAMAGED): Promise<T> => guarded(file.path, async () => {
    try {
      return await work();
    } catch (problem) {
      // Refusals leave the library as it was; whatever else is thrown comes from its midst, and it is not used again.
      state.spoiled ||= !(problem instanceof BundleError);
      throw problem;
    }
  }, advice);
  const mounted = await reading(() => mountFile(hdf5.module, file));
  const close = (): void => {
    if (state.closed) return;
    state.closed = true;
    if (state.spoiled) return;
    if (opened.id >= 0n) hdf5.module.close_file(opened.id);
    mounted.unmount();
    giveBackHdf5(hdf5);
  };
  const { columns, notes, fromMatlab } = await reading(async () => {
    await openIn(opened, mounted);
    return columnsOf(opened);
  }).catch((problem: unknown) => {
    close();
    throw problem;
  });
  const readable = (column: Column): Column => withReading(column, (work) => {
    if (state.closed) throw new BundleError(`${file.path}, ${column.name}: expected an open file, got a closed one.`, 'Read the rows before the file is closed.');
    return reading(work);
  });
  return { path: file.path, format: fromMatlab ? 'MATLAB 7.3 file' : 'HDF5 file', columns: columns.map(readable), notes, close };
};

type Reading = <T>(work: () => Promise<T>) => Promise<T>;

function withReading(column: Column, reading: Reading): Column {
  if (column.kind === 'texts') return { ...column, readRows: async (start, end) => reading(() => column.readRows(start, end)) };
  return { ...column, readRows: async (start, end) => reading(() => column.readRows(start, end)) };
}
