import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTensors, writeTensors } from '../../alscor/tensorFile';
import { claimedSize, damaged, hostileText } from '../../bundle/columns/fixtures/damages';
import { joinBytes } from '../../bundle/joinBytes';
import { BundleError } from '../../bundle/problem';
import { modelFor, someInfo, tinyDataset } from './fixtures/trainedModel';
import { modelParts, readModelBytes } from './safetensors';

type Bytes = Uint8Array<ArrayBuffer>;

const CASES = 3000;
const MOST_CPU_MS = 1000;

const dataset = await tinyDataset();
const files = [{}, { imagePreprocessing: 'pca' as const, textPreprocessing: 'l2' as const, members: 1 }].map((changes) => joinBytes(modelParts(modelFor(dataset, changes), someInfo, dataset)));

/** Whole files whose metadata or shapes lie: damage to bytes alone mostly ends in the header. */
const entry = fc.constantFrom('format', 'version', 'config', 'fusedWeight', 'multiLabel', 'classes', 'preprocessing.image', 'preprocessing.text', 'encoder.image', '__proto__');
const said = fc.oneof(hostileText, fc.json(), claimedSize.map(String), fc.constantFrom('{"kind":"pca","kept":1e9}', '{"members":16,"hiddenDim":4096}', '{"hiddenDim":1e999}', '["ant","ant","ant"]', 'true', '0.25'));
const lying = fc.tuple(fc.constantFrom(...files), entry, said, fc.nat(), fc.boolean()).map(([file, name, value, at, drops]): Bytes => {
  const { tensors, metadata } = readTensors(file);
  const kept = [...tensors.values()].filter((_, i) => !drops || i !== at % tensors.size);
  return joinBytes(writeTensors(kept, Object.fromEntries([...Object.entries(metadata), [name, value]])));
});

/** True where the file is read; else it is refused with a BundleError. */
function isRead(bytes: Bytes): boolean {
  const cpu = process.cpuUsage();
  try {
    const { members, config } = readModelBytes(bytes, 'x', dataset);
    expect(members.length).toBe(config.members);
    return true;
  } catch (problem) {
    if (problem instanceof BundleError && problem.message !== '' && problem.advice !== '') return false;
    throw problem;
  } finally {
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS);
  }
}

test(`${CASES} damaged or lying model files are read or refused with words and advice`, { timeout: 120_000 }, () => {
  let read = 0;
  fc.assert(fc.property(fc.oneof(damaged(files), lying), (bytes) => void (read += Number(isRead(bytes)))), { numRuns: CASES, seed: 1 });
  // Neither are all refused at the door, nor does nothing do harm.
  expect(read).toBeGreaterThan(CASES / 50);
  expect(read).toBeLessThan(CASES);
});
