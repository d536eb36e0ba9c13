import { expect, test } from 'vitest';
import { searchTable, summaries, type Measured } from './measured';

const measured = (name: string, runtime: string, rows: number, times: number[]): Measured => ({ name, runtime, rows, k: 100, times, batchMs: null, buildMs: 500, bytes: 2 ** 20 });

const all = [measured('wasm float32', 'Node', 1000, [3, 1, 2, 9]), measured('peer, one thread', 'Python', 1000, [2]), measured('peer, two threads', 'Python', 1000, [1.5]), measured('wasm float32', 'Chromium', 1000, [3]), measured('wasm float32', 'Node', 2000, [3])];

test('medians stand beside the faster peer of the same size that was asked in turns with them', () => {
  const [wasm, one, two, page, alone] = summaries(all);
  // Sorted 1, 2, 3, 9: the upper of the middle two, and the last.
  expect(wasm).toMatchObject({ p50: 3, p95: 9, rounds: 4, ratio: 2 });
  expect([one!.ratio, two!.ratio, page!.ratio, alone!.ratio]).toEqual([2 / 1.5, 1, null, null]);
});

test('the table tells rows a second, memory, and what was not measured', () => {
  const [head, line] = searchTable(summaries(all)).split('\n');
  expect(head).toContain('× peer');
  expect(line!.trim().split(/ {2,}/)).toEqual(['1,000', 'wasm float32', 'Node', '3.00', '9.00', '2.00', '—', '2,000', '1.0']);
});
