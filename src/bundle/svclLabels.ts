/** Classes of training and test rows from `L_tr` and `L_te` of a .mat file: one number a row, or one column a class. */
import { classesOf, countRows, type ItemLabels } from '../retrieval/labels';
import type { MatFile, Matrix } from './mat';
import { BundleError } from './problem';
import type { SplitRows } from './svclLists';

type Numbers = Matrix<Float64Array>;

const ADVICE = 'Give each row its class, a vector of class numbers, or its classes, a matrix with one column a class and 1 where a row has it.';

const isVector = ({ rows, columns }: Numbers, count: number): boolean => Math.min(rows, columns) === 1 && rows * columns === count;

/** No class may lack training rows, so that there are at most as many classes as training rows. */
function checkNumbers({ data }: Numbers, classes: number, where: string): void {
  const at = data.findIndex((value) => !(Number.isInteger(value) && value >= 0 && value <= classes));
  if (at >= 0) throw new BundleError(`${where}: expected class numbers, at most ${classes} as there are so many training rows, got ${data[at]} at row ${at + 1}.`, ADVICE);
}

/** Counted from 1 unless a 0 is there. */
function fromVectors(train: Numbers, test: Numbers): Int32Array {
  const all = [...train.data, ...test.data];
  const first = all.includes(0) ? 0 : 1;
  return Int32Array.from(all, (value) => value - first);
}

function checkMarks({ columns, data }: Numbers, where: string): void {
  const at = data.findIndex((mark) => mark !== 0 && mark !== 1);
  if (at >= 0) throw new BundleError(`${where}, row ${Math.floor(at / columns) + 1}: expected only 0 and 1, got ${data[at]}.`, ADVICE);
}

/** One class a row, unless some row has several: then rows may also have none. */
function fromMarks(train: Numbers, test: Numbers, where: (name: string) => string): ItemLabels {
  checkMarks(train, where('L_tr'));
  checkMarks(test, where('L_te'));
  const values = new Uint8Array(train.data.length + test.data.length);
  values.set(train.data);
  values.set(test.data, train.data.length);
  const marks = { values, classes: train.columns };
  const own = Array.from({ length: countRows(marks) }, (_, row) => classesOf(marks, row));
  if (own.some(({ length }) => length > 1)) return marks;
  return Int32Array.from(own, ([label], row) => {
    if (label !== undefined) return label;
    const place = row < train.rows ? `${where('L_tr')}, row ${row + 1}` : `${where('L_te')}, row ${row + 1 - train.rows}`;
    throw new BundleError(`${place}: expected one class, as every other row has at most one, got none.`, ADVICE);
  });
}

async function readLabelMatrix(mat: MatFile, name: string, count: number): Promise<Numbers> {
  const numbers = await mat.read(name, (length) => new Float64Array(length));
  if (numbers.rows === count || isVector(numbers, count)) return numbers;
  const expected = `${count}×1, 1×${count} or ${count}×classes, as the features have ${count} rows`;
  throw new BundleError(`${mat.path}, ${name}: expected ${expected}, got ${numbers.rows}×${numbers.columns}.`, ADVICE);
}

/** 0-based class or classes of each row, training rows first; undefined where the file has no labels. Throws BundleError where they do not fit the rows. */
export async function labelsInMat(mat: MatFile, rows: SplitRows): Promise<{ values: ItemLabels; classes: number } | undefined> {
  if (!mat.variables.has('L_tr') && !mat.variables.has('L_te')) return undefined;
  const [train, test] = [await readLabelMatrix(mat, 'L_tr', rows.train), await readLabelMatrix(mat, 'L_te', rows.test)];
  const where = (name: string) => `${mat.path}, ${name}`;
  if (isVector(train, rows.train) && isVector(test, rows.test)) {
    checkNumbers(train, rows.train, where('L_tr'));
    checkNumbers(test, rows.train, where('L_te'));
    const values = fromVectors(train, test);
    return { values, classes: values.reduce((most, value) => Math.max(most, value + 1), 0) };
  }
  if (train.columns !== test.columns) throw new BundleError(`${where('L_te')}: expected ${train.columns} columns, as L_tr has, got ${test.columns}.`, 'Save both with one column a class.');
  return { values: fromMarks(train, test, where), classes: train.columns };
}
