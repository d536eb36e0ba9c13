import { expect, test } from 'vitest';
import { fixture, memorySource, tinyFiles } from './fixtures/memory';
import { decodeNpy } from './npy';
import { BundleError } from './problem';
import { readBundle } from './read';
import { zipSource } from './zipSource';

/** Numerical Recipes' linear congruential generator: integers below `below`. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function damage(bytes: Uint8Array, draw: (below: number) => number): Uint8Array<ArrayBuffer> {
  if (draw(3) === 0) return Uint8Array.from(bytes.subarray(0, draw(bytes.length)));
  const changed = Uint8Array.from(bytes);
  for (let flips = 1 + draw(4); flips > 0; flips--) changed[draw(draw(2) ? 128 : bytes.length)]! ^= 1 << draw(8);
  return changed;
}

const notRefusals = async (attempt: () => unknown): Promise<unknown[]> => {
  try {
    await attempt();
    return [];
  } catch (problem) {
    return problem instanceof BundleError ? [] : [problem];
  }
};

test('2,000 damaged npy files give an array or a BundleError', async () => {
  const names = ['cube', 'fortran_cube_be', 'f2be', 'i8', 'version3', 'structured'];
  for (let seed = 0; seed < 2000; seed++) {
    const file = damage(fixture(`npy/${names[seed % names.length]}.npy`), seeded(seed));
    expect(await notRefusals(() => decodeNpy(file, 'damaged.npy')), `seed ${seed}`).toEqual([]);
  }
});

test.each(['manifest.json', 'items.jsonl', 'labels.npy', 'image.npy'])('2,000 bundles with a damaged %s give a dataset or a BundleError', async (path) => {
  const whole = tinyFiles();
  for (let seed = 0; seed < 2000; seed++) {
    const files = new Map(whole).set(path, damage(whole.get(path)!, seeded(seed)));
    expect(await notRefusals(() => readBundle(memorySource(files))), `seed ${seed}`).toEqual([]);
  }
});

test('2,000 damaged zips give a dataset or a BundleError', async () => {
  const whole = fixture('tiny.zip');
  for (let seed = 0; seed < 2000; seed++) {
    const blob = new Blob([damage(whole, seeded(seed))]);
    expect(await notRefusals(async () => readBundle(await zipSource(blob, 'damaged.zip'))), `seed ${seed}`).toEqual([]);
  }
});
