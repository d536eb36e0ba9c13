import { expect, test } from 'vitest';
import { MemorySpaces } from './memorySpaces';
import { keptEpochs } from './spaceBudget';
import { spaceAt, spaceRecord } from './fixtures/spaces';

const upTo = (newest: number): number[] => Array.from({ length: newest }, (_, i) => i + 1);

test('epochs are kept as long as there is room, then every second, every fourth; the newest stays', () => {
  // Room for four of 10 bytes
  expect(keptEpochs(upTo(4), 10, 40)).toEqual([1, 2, 3, 4]);
  expect(keptEpochs(upTo(5), 10, 40)).toEqual([2, 4, 5]);
  expect(keptEpochs(upTo(8), 10, 40)).toEqual([2, 4, 6, 8]);
  expect(keptEpochs(upTo(9), 10, 40)).toEqual([4, 8, 9]);
});

test('what is kept of a growing list is what would be kept of the whole', () => {
  let epochs: number[] = [];
  for (let newest = 1; newest <= 200; newest++) {
    epochs = keptEpochs([...epochs, newest], 10, 70);
    expect(epochs).toEqual(keptEpochs(upTo(newest), 10, 70));
    expect(epochs.length).toBeLessThanOrEqual(7);
  }
});

test('room for one is the newest’s, and for none nothing is kept', () => {
  expect(keptEpochs(upTo(9), 10, 19)).toEqual([9]);
  expect(keptEpochs(upTo(9), 10, 9)).toEqual([]);
});

test('in memory an epoch that is told again takes the place of itself and of what followed', () => {
  const spaces = new MemorySpaces();
  for (const epoch of [1, 2, 3, 2]) spaces.add(spaceAt(epoch));
  expect(spaces.epochs).toEqual([1, 2]);
  expect([spaces.get(2), spaces.get(3)]).toEqual([spaceRecord(2), null]);
});
