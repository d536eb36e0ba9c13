import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpretLabels, readLabelsAs, type LabelColumn } from './labelReading';

const vector = (...values: number[]): LabelColumn => ({ values: Float64Array.from(values), dims: 1 });
const texts = (...values: string[]): LabelColumn => ({ values, dims: 1 });
const matrix = (dims: number, ...values: number[]): LabelColumn => ({ values: Float32Array.from(values), dims });
const classNamesTo = (classes: number): string[] => Array.from({ length: classes }, (_, label) => `class ${label + 1}`);

describe('How classes are written', () => {
  test('numbers from 0 have base 0, numbers from 1 have base 1', () => {
    expect(readLabelsAs([vector(2, 0, 1)])).toEqual({ kind: 'index', base: 0 });
    expect(readLabelsAs([vector(2, 1, 3)])).toEqual({ kind: 'index', base: 1 });
  });

  test('the base is found over all parts: a test split without class 0 does not shift', () => {
    const parts = [vector(0, 1, 2), vector(1, 2)];
    expect(readLabelsAs(parts)).toEqual({ kind: 'index', base: 0 });
    expect(interpretLabels(parts, null, null).values).toEqual(Int32Array.of(0, 1, 2, 1, 2));
  });

  test('class numbers 1 to 10 are 10 classes', () => {
    const { values, names } = interpretLabels([vector(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), vector(10, 1)], null, null);
    expect(names).toEqual(classNamesTo(10));
    expect(values).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 0));
  });

  test('where numbers begin at 2 or have gaps, the distinct numbers are the classes, and that is said', () => {
    for (const numbers of [[7, 2, 3], [0, 2, 3]]) {
      const { reading, names, values, findings } = interpretLabels([vector(...numbers)], null, null);
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(reading).toEqual({ kind: 'names', separator: null });
      expect(names).toEqual(sorted.map((number) => `class ${number}`));
      expect(values).toEqual(Int32Array.from(numbers, (number) => sorted.indexOf(number)));
      expect(findings[0]).toEqual({ kind: 'understood', text: `The distinct numbers are the classes: 3 (${sorted.join(', ')}).` });
    }
  });

  test('a gap that the given names fill is a class without rows', () => {
    const { reading, names, values } = interpretLabels([vector(1, 3)], null, ['art', 'biology', 'media']);
    expect(reading).toEqual({ kind: 'index', base: 1 });
    expect({ names, values }).toEqual({ names: ['art', 'biology', 'media'], values: Int32Array.of(0, 2) });
  });

  test('a matrix with one 1 in each row is one-hot, with several or none multi-label', () => {
    expect(readLabelsAs([matrix(3, 1, 0, 0, 0, 0, 1)])).toEqual({ kind: 'onehot' });
    expect(readLabelsAs([matrix(3, 1, 0, 0), matrix(3, 0, 1, 1)])).toEqual({ kind: 'multihot' });
    expect(readLabelsAs([matrix(3, 1, 0, 0, 0, 0, 0)])).toEqual({ kind: 'multihot' });
  });

  test('texts of whole numbers are numbers, other texts are names', () => {
    expect(readLabelsAs([texts('2', '1', ' 3')])).toEqual({ kind: 'index', base: 1 });
    expect(readLabelsAs([texts('cat', 'dog')])).toEqual({ kind: 'names', separator: null });
  });

  test('a separator is taken where most rows with it repeat names of other texts', () => {
    expect(readLabelsAs([texts('cat|dog', 'cat', 'dog|bird', 'bird')])).toEqual({ kind: 'names', separator: '|' });
    expect(readLabelsAs([texts('cat; dog', 'cat', 'dog')])).toEqual({ kind: 'names', separator: ';' });
    expect(readLabelsAs([texts('Paris, France', 'Rome, Italy', 'Paris, France', 'Lyon, France')])).toEqual({ kind: 'names', separator: null });
  });
});

describe('Classes of rows', () => {
  test('one-hot rows become one class a row', () => {
    expect(interpretLabels([matrix(3, 0, 0, 1), matrix(3, 1, 0, 0)], null, null)).toMatchObject({ values: Int32Array.of(2, 0), reading: { kind: 'onehot' } });
  });

  test('multi-label rows keep their marks', () => {
    const { values, names } = interpretLabels([matrix(2, 1, 1, 0, 0), matrix(2, 0, 1)], null, ['sky', 'sea']);
    expect({ values, names }).toEqual({ values: { values: Uint8Array.of(1, 1, 0, 0, 0, 1), classes: 2 }, names: ['sky', 'sea'] });
  });

  test('names are classes in the order of the alphabet, several with a separator or line breaks', () => {
    expect(interpretLabels([texts('dog', 'cat'), texts('dog')], null, null)).toMatchObject({ values: Int32Array.of(1, 0, 1), names: ['cat', 'dog'] });
    const several = { values: { values: Uint8Array.of(1, 1, 0, 1), classes: 2 }, names: ['cat', 'dog'] };
    expect(interpretLabels([texts('dog | cat', 'dog')], { kind: 'names', separator: '|' }, null)).toMatchObject(several);
    expect(interpretLabels([texts('dog\ncat', 'dog')], null, null)).toMatchObject(several);
  });

  test('given names order named classes, also one without rows; names of others are refused with a warning', () => {
    expect(interpretLabels([texts('dog', 'cat')], null, ['dog', 'bird', 'cat'])).toMatchObject({ values: Int32Array.of(0, 2), names: ['dog', 'bird', 'cat'] });
    const { names, findings } = interpretLabels([texts('dog', 'cat')], null, ['a', 'b']);
    expect(names).toEqual(['cat', 'dog']);
    expect(findings).toContainEqual({ kind: 'warning', text: 'The 2 names given are not those of the 2 classes in the rows: they were not used.' });
  });

  test('names such as __proto__ are classes as any other', () => {
    expect(interpretLabels([texts('constructor', '__proto__')], null, null)).toMatchObject({ values: Int32Array.of(1, 0), names: ['__proto__', 'constructor'] });
  });

  test.each([
    ['NaN and -1', [vector(1, NaN, -1, 2)]],
    ['empty cells', [texts('a', '', ''), texts('b')]],
    ['empty cells among numbers', [texts('1', ' ', 'nan', '2')]],
  ])('%s are missing classes: such rows have no mark, and that is told', (_, columns) => {
    const { values, findings } = interpretLabels(columns, null, null);
    expect(values).toEqual({ values: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1), classes: 2 });
    expect(findings).toContainEqual({ kind: 'warning', text: '2 of 4 rows have no class: they are relevant to nothing.' });
  });

  test('where every class is missing the dataset has none', () => {
    for (const column of [vector(NaN, -1), texts('', 'NaN'), matrix(2, NaN, NaN)]) {
      expect(interpretLabels([column], null, null)).toMatchObject({ values: null, names: [], reading: { kind: 'none' } });
    }
  });

  test('too few names are filled up, with a warning', () => {
    const { names, findings } = interpretLabels([vector(0, 1, 2)], null, ['a']);
    expect(names).toEqual(['a', 'class 2', 'class 3']);
    expect(findings).toContainEqual({ kind: 'warning', text: '1 names were given for 3 classes: the others are called "class 2" and so on.' });
  });

  test('one class for all, and more classes than half the rows, are warned of', () => {
    expect(interpretLabels([vector(1, 1)], null, null).findings.at(-1)).toEqual({ kind: 'warning', text: 'All rows have the one class "class 1": retrieval cannot be judged by classes.' });
    expect(interpretLabels([vector(0, 1, 2, 3, 4, 5, 6, 7)], null, null).findings.at(-1)!.text).toMatch(/^8 classes for 8 rows/);
  });

  test.each([
    ['fractions', [vector(1, 1.5)], null, 'Classes: expected whole numbers, got 1.5 at row 2.'],
    ['a class below the base', [vector(0, 1)], { kind: 'index', base: 1 } as const, 'Classes: expected whole numbers from 1 on, below 100001, got 0 at row 1.'],
    ['parts of different widths', [matrix(2, 1, 0), matrix(3, 1, 0, 0)], null, 'Classes: expected 2 numbers a row in every part, got 3.'],
    ['marks other than 0 and 1', [matrix(2, 1, 0, 0, 3)], null, 'Classes: expected only 0 and 1, as there is a column a class, got 3 at row 2.'],
    ['a matrix read as numbers', [matrix(2, 1, 0)], { kind: 'index', base: 0 } as const, 'Classes: expected one class a row, got 2 numbers a row.'],
    ['a one-hot row with two classes', [matrix(2, 1, 1)], { kind: 'onehot' } as const, 'Classes: expected at most one 1 a row, got rows with several.'],
    ['a number for each row', [vector(...Array.from({ length: 100_001 }, (_, i) => i))], null, 'Classes: expected at most 100000 of them, got more.'],
  ])('%s are refused', (_, columns, reading, message) => {
    expect(() => interpretLabels(columns, reading, null)).toThrow(expect.objectContaining({ name: 'BundleError', message }));
  });

  test('whatever numbers come, rows of one class are those of one number', () => {
    const whole = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 3 }), (parts) => {
        const { values, names } = interpretLabels(parts.map((part) => vector(...part)), null, null);
        const rows = parts.flat();
        expect(values).toBeInstanceOf(Int32Array);
        const labels = [...(values as Int32Array)];
        rows.forEach((number, i) => rows.forEach((other, j) => expect(labels[i] === labels[j]).toBe(number === other)));
        expect(Math.max(...labels)).toBeLessThan(names.length);
      }),
    );
  });
});
