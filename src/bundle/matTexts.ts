/** Texts of a MATLAB file: character matrices, and cells of them. */
import type { MatContent } from './mat';
import { damagedMat, elementAt, MATRIX, viewOf, type MatElement } from './matElements';
import { parseVariable, type MatVariable } from './matVariable';
import { BundleError } from './problem';

/** Types of elements that hold letters: bytes and 16-bit units by number, and encoded texts. */
const [INT8, UINT8, UINT16, UTF8, UTF16, UTF32] = [1, 2, 4, 16, 17, 18];

function unitsOf({ bytes }: MatElement, littleEndian: boolean): string[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => String.fromCharCode(view.getUint16(2 * i, littleEndian)));
}

function pointsOf({ bytes }: MatElement, littleEndian: boolean): string[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => {
    const point = view.getUint32(4 * i, littleEndian);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}

/** MATLAB counts 16-bit units, scipy whole letters. */
function lettersOf(text: string, count: number): string[] {
  const letters = [...text];
  return letters.length === count ? letters : text.split('');
}

function decode(element: MatElement, count: number, littleEndian: boolean, where: string): string[] {
  if (element.bytes.length === 0) return [];
  if (element.type === UTF8) return lettersOf(new TextDecoder().decode(element.bytes), count);
  if (element.type === UINT16 || element.type === UTF16) return unitsOf(element, littleEndian);
  if (element.type === UTF32) return pointsOf(element, littleEndian);
  if (element.type === INT8 || element.type === UINT8) return Array.from(element.bytes, (byte) => String.fromCharCode(byte));
  throw damagedMat(where, 'letters', `an element of type ${element.type}`);
}

const MOST_LETTERS = 2 ** 26;

type Chars = Pick<MatContent, 'variable' | 'bytes' | 'dataAt' | 'littleEndian'>;

/**
 * The rows of a character matrix; those of several rows without the spaces that pad them to one length. Letter j of row
 * i is number j·rows + i of the file. Throws BundleError unless it has two dimensions and holds as many letters.
 */
export function charTexts({ variable, bytes, dataAt, littleEndian }: Chars, where: string): string[] {
  const [rows = 0, columns = 0, ...more] = variable.shape;
  if (more.length > 0) throw damagedMat(where, 'characters of 2 dimensions', variable.shape.join('×'));
  if (rows * columns > MOST_LETTERS) throw new BundleError(`${where}: expected at most ${MOST_LETTERS} letters, got ${rows}×${columns}.`, 'Save the texts in a file of their own, one a line.');
  if (rows * columns === 0) return Array.from({ length: Math.min(rows, 1) }, () => '');
  const letters = decode(elementAt(bytes, dataAt, littleEndian, where), rows * columns, littleEndian, where);
  if (letters.length !== rows * columns) throw damagedMat(where, `${rows}×${columns} letters`, `${letters.length}`);
  const texts = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_letter, j) => letters[j * rows + i]).join(''));
  return rows > 1 ? texts.map((text) => text.trimEnd()) : texts;
}

/** What cells hold that hold no text: empty matrices of numbers, too, stand for a missing text. */
const isMissing = ({ className, shape }: MatVariable): boolean => className === 'double' && shape.includes(0);

/** One text a cell of a cell vector, '' for an empty one; null where a cell holds something else. Throws BundleError where it is damaged. */
export function cellTexts({ variable, bytes, dataAt, littleEndian }: MatContent, where: string): string[] | null {
  const cells = variable.shape.reduce((product, size) => product * size, 1);
  const texts: string[] = [];
  for (let at = dataAt; texts.length < cells; ) {
    const cell = `${where}, cell ${texts.length + 1}`;
    const element = elementAt(bytes, at, littleEndian, cell);
    if (element.type !== MATRIX) throw damagedMat(cell, `a matrix, type ${MATRIX}`, `type ${element.type}`);
    const held = { ...parseVariable(element.bytes, littleEndian, cell) };
    if (held.className !== 'char' && !isMissing(held)) return null;
    texts.push(held.className === 'char' ? charTexts({ variable: held, bytes: element.bytes, dataAt: held.dataAt, littleEndian }, cell).join('\n') : '');
    at = element.end;
  }
  return texts;
}
