/** Variables of a MATLAB file of level 5 (version 5 to 7), which scipy.io.savemat writes too. */
import { inflateAll, inflateStart } from './inflate';
import { COMPRESSED, damagedMat, elementsFrom, MATRIX, viewOf, type MatElement } from './matElements';
import { isLittleEndian, MAT_HEADER_BYTES } from './matHeader';
import { readFull, readSparse, type Floats, type FloatsOf } from './matMatrix';
import { parseVariable, type MatVariable } from './matVariable';
import { BundleError } from './problem';

export interface Matrix<T extends Floats> {
  rows: number;
  columns: number;
  /** [rows, columns], row-major. */
  data: T;
}

/** A variable with the bytes that its numbers, letters or cells are read from. */
export interface MatContent {
  variable: MatVariable;
  /** Of the matrix element without its tag; a view of the file where it is not compressed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where its data begin. */
  dataAt: number;
  littleEndian: boolean;
}

export interface MatFile {
  path: string;
  /** By name, in the order of the file. Data that has no name is left out. */
  variables: ReadonlyMap<string, MatVariable>;
  /** A numeric or logical variable, full or sparse. Throws BundleError where there is none of two dimensions, or it is damaged. */
  read<T extends Floats>(name: string, create: FloatsOf<T>): Promise<Matrix<T>>;
  /** Any variable, unpacked. Throws BundleError where there is none of this name, or it is damaged. */
  content(name: string): Promise<MatContent>;
}

type Stored = MatVariable & { dataAt: number; content: (where: string) => Promise<Uint8Array<ArrayBuffer>> };

const MOST_VARIABLES = 10_000;
/** Flags, 32 sizes and a name of 63 letters take 232 bytes. */
const HEAD_BYTES = 1024;

/** A matrix inside of a compressed element: its head now, all of it when asked for. */
async function compressed(packed: Uint8Array<ArrayBuffer>, littleEndian: boolean, where: string): Promise<Stored> {
  const head = await inflateStart(packed, HEAD_BYTES, where);
  if (head.length < 8) throw damagedMat(where, '8 bytes of a packed tag', `${head.length}`);
  const view = viewOf(head);
  const type = view.getUint32(0, littleEndian);
  if (type !== MATRIX) throw damagedMat(where, `a packed matrix, type ${MATRIX}`, `type ${type}`);
  const length = 8 + view.getUint32(4, littleEndian);
  const content = async (asked: string) => (await inflateAll(packed, length, asked)).subarray(8);
  return { ...parseVariable(head.subarray(8, length), littleEndian, where), content };
}

async function stored({ type, bytes }: MatElement, littleEndian: boolean, where: string): Promise<Stored> {
  if (type === COMPRESSED) return compressed(bytes, littleEndian, where);
  if (type === MATRIX) return { ...parseVariable(bytes, littleEndian, where), content: async () => bytes };
  throw damagedMat(where, `a matrix, type ${MATRIX} or ${COMPRESSED}`, `type ${type}`);
}

/** Reads the names, classes and sizes of all variables. Throws BundleError for another version, damage, and a repeated name. */
export async function openMat(bytes: Uint8Array<ArrayBuffer>, path: string): Promise<MatFile> {
  const littleEndian = isLittleEndian(bytes, path);
  const variables = new Map<string, Stored>();
  let count = 0;
  for (const element of elementsFrom(bytes, MAT_HEADER_BYTES, littleEndian, path)) {
    if (++count > MOST_VARIABLES) throw new BundleError(`${path}: expected at most ${MOST_VARIABLES} variables, got more.`, 'Save only the features and labels.');
    const variable = await stored(element, littleEndian, `${path}, variable ${count}`);
    if (variable.name === '') continue;
    if (variables.has(variable.name)) throw damagedMat(path, 'every variable once', `${variable.name} twice`);
    variables.set(variable.name, variable);
  }
  const content = async (name: string): Promise<MatContent> => {
    const variable = variableOf(variables, name, path);
    return { variable, bytes: await variable.content(`${path}, ${name}`), dataAt: variable.dataAt, littleEndian };
  };
  return { path, variables, content, read: (name, create) => readMatrix(variables, name, create, littleEndian, path) };
}

function variableOf(variables: Map<string, Stored>, name: string, path: string): Stored {
  const variable = variables.get(name);
  if (variable) return variable;
  throw new BundleError(`${path}, ${name}: expected this variable, got only ${[...variables.keys()].slice(0, 5).join(', ') || 'none'}.`, 'Save it under this name.');
}

function checkMatrix({ className, complex, shape }: MatVariable, where: string): void {
  if (/^(cell|struct|object|char|function|opaque)$/.test(className)) {
    throw new BundleError(`${where}: expected a numeric matrix, got class ${className}.`, 'Save it as a plain matrix of numbers, of a cell array with cell2mat.');
  }
  if (complex) throw new BundleError(`${where}: expected real numbers, got complex ones.`, 'Save the real part, or the absolute values.');
  if (shape.length !== 2) throw new BundleError(`${where}: expected 2 dimensions, got ${shape.join('×')}.`, 'Save it as a matrix with one row an item.');
}

async function readMatrix<T extends Floats>(variables: Map<string, Stored>, name: string, create: FloatsOf<T>, littleEndian: boolean, path: string): Promise<Matrix<T>> {
  const where = `${path}, ${name}`;
  const variable = variableOf(variables, name, path);
  checkMatrix(variable, where);
  const [rows = 0, columns = 0] = variable.shape;
  const place = { content: await variable.content(where), dataAt: variable.dataAt, rows, columns, littleEndian, where, logical: variable.logical };
  return { rows, columns, data: variable.className === 'sparse' ? readSparse(place, create) : readFull(place, create) };
}
