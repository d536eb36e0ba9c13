import { defaultConfig } from '../../alscor/config';
import type { EpochPoint } from '../../worker/protocol';
import type { ShownRun } from '../../state/shownRuns';

/** A run of two steps an epoch and 250 ms a step whose losses change by a tenth a step; every epoch is its best so far. */
export function shownRun(id: string, steps: number): ShownRun {
  const column = (value: (i: number) => number) => Array.from({ length: steps }, (_, i) => Number(value(i).toPrecision(12)));
  return {
    id,
    name: `Run ${id}`,
    present: id === 'a',
    config: defaultConfig,
    steps: {
      step: column((i) => i + 1),
      epoch: column((i) => (i + 1) / 2),
      elapsedMs: column((i) => i * 250),
      total: column((i) => 1 - i / 10),
      correlation: column((i) => -i / 10),
      classImage: column((i) => 2 - i / 10),
      classText: column((i) => 3 - i / 10),
      contrast: column(() => 0),
      adversary: column(() => 0.7),
      modalityAccuracy: column(() => 0.5),
      reversal: column(() => 1),
    },
    epochs: Array.from({ length: Math.floor(steps / 2) }, (_, i) => epoch(i + 1)),
    probes: [],
    changes: [],
  };
}

function epoch(number: number): EpochPoint {
  const map = { i2t: number / 10, t2i: number / 20 };
  return { epoch: number, step: 2 * number, elapsedMs: (2 * number - 1) * 250, best: true, validation: { canonical: map, semantic: map, fused: map } };
}
