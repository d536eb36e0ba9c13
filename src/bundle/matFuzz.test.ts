import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedMat } from './fixtures/matFile';
import { fixture } from './fixtures/memory';
import { openMat, type Matrix } from './mat';
import { BundleError } from './problem';

type Bytes = Uint8Array<ArrayBuffer>;
type Draw = (below: number) => number;

/** Numerical Recipes' linear congruential generator: integers below `below`. */
function seeded(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function cutOff(bytes: Bytes, draw: Draw): Bytes {
  return bytes.slice(0, draw(bytes.length));
}

function flipped(bytes: Bytes, draw: Draw): Bytes {
  const changed = bytes.slice();
  for (let flips = 1 + draw(4); flips > 0; flips--) changed[draw(bytes.length)]! ^= 1 << draw(8);
  return changed;
}

/** Elements lie at multiples of 4 bytes: so do their types and sizes, and the sizes of matrices. */
function lying(bytes: Bytes, draw: Draw): Bytes {
  const changed = bytes.slice();
  const lies = [0, 1, 3, 5, 14, 15, 255, 65_536, 0x4000_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, draw(2 ** 32), draw(bytes.length)];
  const view = new DataView(changed.buffer);
  for (let count = 1 + draw(2); count > 0; count--) view.setUint32(4 * draw(Math.floor(bytes.length / 4)), lies[draw(lies.length)]!, draw(2) === 0);
  return changed;
}

const damages = { 'cut-off': cutOff, 'bit-flipped': flipped, lying };

/** What can be read of a file; anything but a BundleError is thrown on. */
async function readable(bytes: Bytes): Promise<Map<string, Matrix<Float32Array>>> {
  const found = new Map<string, Matrix<Float32Array>>();
  const passBundleErrors = (problem: unknown) => {
    if (!(problem instanceof BundleError)) throw problem;
  };
  const mat = await openMat(bytes, 'damaged.mat').catch(passBundleErrors);
  for (const name of mat?.variables.keys() ?? []) {
    await mat!.read(name, (length) => new Float32Array(length)).then((matrix) => found.set(name, matrix), passBundleErrors);
  }
  return found;
}

const plain = ['types', 'types_big', 'narrow', 'sparse', 'others', 'version4'];
const packed = ['types_packed', 'sparse_packed', 'others_packed', 'split'];

test.each(Object.entries(damages))('700 %s files give matrices of their sizes or a BundleError', { timeout: 60_000 }, async (_, damage) => {
  for (let seed = 0; seed < 700; seed++) {
    const file = damage(fixture(`mat/${plain[seed % plain.length]}.mat`), seeded(seed));
    for (const { rows, columns, data } of (await readable(file)).values()) expect(data.length, `seed ${seed}`).toBe(rows * columns);
  }
});

test.each(Object.entries(damages))('700 %s packed files give the matrices that were packed or a BundleError: they have a checksum', { timeout: 60_000 }, async (_, damage) => {
  const whole = new Map(await Promise.all(packed.map(async (name) => [name, await readable(fixture(`mat/${name}.mat`))] as const)));
  for (let seed = 0; seed < 700; seed++) {
    const name = packed[seed % packed.length]!;
    const file = damage(fixture(`mat/${name}.mat`), seeded(seed));
    for (const [variable, matrix] of await readable(file)) expect(matrix, `seed ${seed}, ${variable}`).toEqual(whole.get(name)!.get(variable));
  }
});

test.each(Object.entries(damages))('700 files that were %s before they were packed give matrices of their sizes or a BundleError', { timeout: 60_000 }, async (_, damage) => {
  const file = fixture('mat/sparse_packed.mat');
  const size = new DataView(file.buffer).getUint32(132, true);
  const elements = [new Uint8Array(inflateSync(file.subarray(136, 136 + size))), fixture('mat/types.mat').slice(128), fixture('mat/narrow.mat').slice(128)];
  for (let seed = 0; seed < 700; seed++) {
    const content = damage(elements[seed % elements.length]!, seeded(seed));
    for (const { rows, columns, data } of (await readable(packedMat(deflateSync(content)))).values()) expect(data.length, `seed ${seed}`).toBe(rows * columns);
  }
});
