/** What MATLAB 7.3 adds to HDF5: a class for each variable, characters as numbers, cells of references, sparse matrices. */
import { BundleError } from '../problem';
import type { Column, TextColumn } from './column';
import { readAttribute, readBytes, type DatasetPlace, type Hdf5File } from './hdf5Read';
import { checkClaim, numberColumn, product } from './hdf5Numbers';
import { dtypeOf, REFERENCE, toNumbers } from './hdf5Types';
import { checkRange } from './rowRange';

const REFERENCES = '/#refs#';

/** "double", "char", …, or null where MATLAB did not write it. */
export function matlabClass(file: Hdf5File, at: string, attributes: string[]): string | null {
  if (!attributes.includes('MATLAB_class')) return null;
  const text = new TextDecoder().decode(readAttribute(file, at, 'MATLAB_class').bytes);
  return text.replace(/\0.*$/s, '');
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Where the contents of cells lie, by the bytes of their references. */
function contentsOf({ hdf5: { module }, id }: Hdf5File): Map<string, string> {
  const names = module.get_names(id, REFERENCES, false).map((name) => `${REFERENCES}/${name}`);
  return new Map(names.map((at) => [hex(module.create_object_reference(id, at)), at]));
}

function wordsOf(units: Float32Array | Float64Array, rows: number): string[] {
  const columns = units.length / Math.max(rows, 1);
  const rowText = (row: number) => Array.from({ length: columns }, (_, j) => String.fromCharCode(units[j * rows + row]!)).join('');
  return Array.from({ length: rows }, (_, row) => rowText(row));
}

function placeAt(file: Hdf5File, at: string, where: string): DatasetPlace {
  return { file, at, metadata: file.hdf5.module.get_dataset_metadata(file.id, at), where };
}

/** A character matrix, one text a row. */
function charRows(place: DatasetPlace): string[] {
  const [columns = 0, rows = 0] = place.metadata.shape ?? [];
  if (dtypeOf(place.metadata) !== 'u2' || place.metadata.shape?.length !== 2) throw new BundleError(`${place.where}: expected a matrix of 16-bit characters, got sizes ${place.metadata.shape?.join(' × ')}.`, 'Save it as a cell array of texts.');
  checkClaim(place, [columns, rows]);
  return wordsOf(toNumbers(readBytes(place, 0, 0, columns), 'u2', place.where), rows);
}

/** MATLAB pads the rows of a character matrix with spaces to one length. */
export function charColumn(place: DatasetPlace): TextColumn {
  const rows = place.metadata.shape?.at(-1) ?? 0;
  const padded = rows > 1;
  return {
    kind: 'texts',
    path: place.file.path,
    name: place.at.slice(1),
    rows,
    async readRows(start, end) {
      checkRange(place.where, rows, start, end);
      const texts = charRows(place).slice(start, end);
      return padded ? texts.map((text) => text.trimEnd()) : texts;
    },
  };
}

function cellText(file: Hdf5File, at: string | undefined, where: string): string {
  const attributes = at === undefined ? [] : file.hdf5.module.get_attribute_names(file.id, at);
  const found = at === undefined ? null : matlabClass(file, at, attributes);
  if (at === undefined || found !== 'char') throw new BundleError(`${where}: expected a text in every cell, got ${found ?? 'something else'}.`, 'Save a cell array that holds nothing but texts.');
  return attributes.includes('MATLAB_empty') ? '' : charRows(placeAt(file, at, where)).join('\n');
}

/** Bytes of a reference to an object. */
const REFERENCE_BYTES = 8;

/** A cell array of texts, one a row; null where its first cell holds something else. */
export function cellColumn(place: DatasetPlace): TextColumn | null {
  const { file, metadata, where } = place;
  const shape = metadata.shape ?? [];
  const rows = product(shape);
  if (metadata.type !== REFERENCE || metadata.size !== REFERENCE_BYTES || rows === 0 || rows !== Math.max(...shape)) return null;
  checkClaim(place, shape);
  const references = new Uint8Array(readBytes(place, 0, 0, shape[0]!));
  const contents = contentsOf(file);
  const at = (row: number) => contents.get(hex(references.subarray(row * REFERENCE_BYTES, (row + 1) * REFERENCE_BYTES)));
  const first = at(0);
  if (first === undefined || matlabClass(file, first, file.hdf5.module.get_attribute_names(file.id, first)) !== 'char') return null;
  return {
    kind: 'texts',
    path: file.path,
    name: place.at.slice(1),
    rows,
    async readRows(start, end) {
      checkRange(where, rows, start, end);
      return Array.from({ length: end - start }, (_, i) => cellText(file, at(start + i), `${where}, cell ${start + i + 1}`));
    },
  };
}

const PLAIN = /^(double|single|u?int(8|16|32|64)|logical)$/;

/** The column of a variable that MATLAB wrote, or null where it holds neither numbers nor texts. Throws BundleError. */
export function matlabColumn(place: DatasetPlace, className: string): Column | null {
  if (className === 'char') return charColumn(place);
  if (className === 'cell') return cellColumn(place);
  const dtype = PLAIN.test(className) ? dtypeOf(place.metadata) : null;
  return dtype === null ? null : numberColumn(place, className === 'logical' ? 'b1' : dtype, true);
}
