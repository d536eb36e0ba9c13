import { expect, test } from 'vitest';
import { fixture } from './fixtures/memory';
import { floatsToHalves } from './float16';
import { decodeNpy, encodeNpy, type TypedArray } from './npy';
import { BundleError } from './problem';

interface Expected {
  arrays: Record<string, { shape: number[]; dtype: string; values: string[] }>;
  rounding: { bits: number[]; halves: number[] };
}

const { arrays, rounding } = JSON.parse(new TextDecoder().decode(fixture('npy.json'))) as Expected;
const fromPython: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN };

function valuesOf(texts: string[], data: TypedArray): (number | bigint)[] {
  const big = data instanceof BigInt64Array || data instanceof BigUint64Array;
  return texts.map((text) => (big ? BigInt(text) : (fromPython[text] ?? Number(text))));
}

test.each(Object.keys(arrays))('numpy file %s has the shape, dtype and values that numpy wrote', (name) => {
  const { shape, dtype, values } = arrays[name]!;
  const array = decodeNpy(fixture(`npy/${name}.npy`), name);
  expect(array.shape).toEqual(shape);
  expect(array.dtype).toBe(dtype);
  const expected = valuesOf(values, array.data);
  expect(array.data.length).toBe(expected.length);
  expected.forEach((value, i) => expect(array.data[i]).toBe(value));
});

test('float32 rounds to the halves that numpy rounds to, ties, subnormals and overflow included', () => {
  const floats = new Float32Array(Uint32Array.from(rounding.bits).buffer);
  expect([...floatsToHalves(floats)]).toEqual(rounding.halves);
});

test('every finite half keeps its bits through float32 and back', () => {
  const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter((half) => (half & 0x7c00) !== 0x7c00);
  const file = encodeNpy(bits, [bits.length]);
  const asHalf = Uint8Array.from(file);
  asHalf.set(new TextEncoder().encode("'<f2'"), Buffer.from(file).indexOf("'<u2'"));
  const floats = decodeNpy(asHalf, 'halves').data as Float32Array;
  expect(floatsToHalves(floats)).toEqual(bits);
});

test('what is written is read back, and starts at a multiple of 64 bytes', () => {
  const written: TypedArray[] = [
    Int8Array.of(-128, 127),
    Uint8Array.of(0, 255),
    Int16Array.of(-5, 5),
    Uint16Array.of(0, 65535),
    Int32Array.of(-7, 7),
    Uint32Array.of(0, 4294967295),
    BigInt64Array.of(-1n, 1n),
    BigUint64Array.of(0n, 18446744073709551615n),
    Float32Array.of(0.5, NaN),
    Float64Array.of(0.1, -0),
  ];
  for (const data of written) {
    const file = encodeNpy(data, [1, 2]);
    expect((file.length - data.byteLength) % 64).toBe(0);
    expect(decodeNpy(file, 'x')).toMatchObject({ shape: [1, 2], data });
  }
});

test.each([
  ['structured', 'a structured type'],
  ['object', 'got dtype |O'],
  ['text', 'got dtype <U2'],
  ['complex', 'got dtype <c16'],
])('an array of kind %s is refused by name', (name, part) => {
  expect(() => decodeNpy(fixture(`npy/${name}.npy`), `${name}.npy`)).toThrow(part);
  expect(() => decodeNpy(fixture(`npy/${name}.npy`), `${name}.npy`)).toThrow(BundleError);
});

test('an array that can lie over the bytes of its file is not copied; the bytes are never changed', () => {
  const file = fixture('npy/cube.npy');
  expect(decodeNpy(file, 'cube').data.buffer).toBe(file.buffer);
  for (const name of ['i4be', 'f2be', 'fortran', 'fortran_cube_be']) {
    const bytes = fixture(`npy/${name}.npy`);
    expect(decodeNpy(bytes, name).data.buffer).not.toBe(bytes.buffer);
    expect(bytes).toEqual(fixture(`npy/${name}.npy`));
  }
});

test('an array at an odd place in memory is read', () => {
  const file = fixture('npy/f8.npy');
  const shifted = new Uint8Array(file.length + 1);
  shifted.set(file, 1);
  expect(decodeNpy(shifted.subarray(1), 'f8')).toEqual(decodeNpy(file, 'f8'));
});

test('a cut-off array is refused with expected and present bytes', () => {
  const file = fixture('npy/cube.npy');
  expect(() => decodeNpy(file.subarray(0, -1), 'cube.npy')).toThrow('cube.npy: shape (2, 3, 4) of i4: expected 96 bytes of items, got 95.');
});

test('a shape whose product is no safe integer is refused before anything is allocated', () => {
  const text = Buffer.from(fixture('npy/version2.npy')).toString('latin1').replace('(3,), }                ', '(94906267, 94906267), }');
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
  expect(() => decodeNpy(bytes, 'big.npy')).toThrow('expected a size below 2^53 bytes');
});

test('a shape that does not fit the data is not written', () => {
  expect(() => encodeNpy(Float32Array.of(1, 2), [3])).toThrow('expected whole sizes with 2 as their product, got 3');
});
