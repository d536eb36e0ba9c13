import { expect, test } from 'vitest';
import type { EpochPoint } from '../worker/protocol';
import { Announcer, selectionMap } from './announce';
import { runStatus } from './fixtures/runStatus';

const point = (epoch: number): EpochPoint => ({
  epoch, step: 4 * epoch, elapsedMs: 0, best: true,
  validation: { canonical: { i2t: 0.5, t2i: 0.7 }, semantic: { i2t: 0.8, t2i: 0.84 }, fused: { i2t: 0, t2i: 0 } },
});
const config = { classificationWeight: 1 };
const running = runStatus('running');

test('the validation MAP is the one that chooses the best epoch', () => {
  // (0.5 + 0.7 + 0.8 + 0.84) / 4 = 0.71; the canonical score alone (0.5 + 0.7) / 2 = 0.6
  expect(selectionMap(point(1), 1)).toBeCloseTo(0.71, 12);
  expect(selectionMap(point(1), 0)).toBeCloseTo(0.6, 12);
});

test('finished epochs are said at most every ten seconds, the newest of them', () => {
  const announcer = new Announcer();
  const epochs: EpochPoint[] = [];
  const said: (string | null)[] = [];
  for (let second = 1; second <= 12; second++) {
    epochs.push(point(second));
    said.push(announcer.next(running, epochs, config, 1000 * second));
  }
  expect(said.map((text, i) => (text ? `${i + 1} s: ${text}` : null)).filter(Boolean)).toEqual([
    '1 s: Epoch 1 of 40, validation MAP 0.71', '11 s: Epoch 11 of 40, validation MAP 0.71',
  ]);
});

test('an epoch is not said twice, and steps between epochs say nothing', () => {
  const announcer = new Announcer();
  expect(announcer.next(running, [], config, 0)).toBeNull();
  expect(announcer.next(running, [point(1)], config, 1)).toBe('Epoch 1 of 40, validation MAP 0.71');
  expect(announcer.next(running, [point(1)], config, 60_000)).toBeNull();
});

test('the end is said once, also right after an epoch, and a failure is left to its notice', () => {
  const announcer = new Announcer();
  announcer.next(running, [point(1)], config, 0);
  expect(announcer.next(runStatus('stopped'), [point(1), point(2)], config, 1)).toBe('Stopped after epoch 2, validation MAP 0.71');
  expect(announcer.next(runStatus('stopped'), [point(1), point(2)], config, 2)).toBeNull();
  expect(announcer.next(runStatus('failed'), [point(1), point(2)], config, 3)).toBeNull();
});

test('another run is told from its first epoch on', () => {
  const announcer = new Announcer();
  announcer.next(running, [point(1), point(2)], config, 0);
  const second = { ...running, runId: 'b' };
  expect(announcer.next(second, [point(1)], config, 1)).toBe('Epoch 1 of 40, validation MAP 0.71');
  expect(announcer.next({ ...second, phase: 'finished' }, [], config, 2)).toBe('Finished before the first epoch was over');
});
