import type { ShownRun } from '../../../state/shownRuns';
import type { ProbePoint } from '../../../worker/protocol';
import type { FigureColumns } from '../../charts/figures';

/** Columns of a run's probes, made once for each list of them. @param values of a probe, by the keys of the series */
export function fromProbes(values: Record<string, (probe: ProbePoint) => number>): (run: Pick<ShownRun, 'probes'>) => FigureColumns {
  const known = new WeakMap<readonly ProbePoint[], FigureColumns>();
  return ({ probes }) => {
    const found = known.get(probes);
    if (found) return found;
    const columns = {
      step: probes.map(({ step }) => step),
      epoch: probes.map(({ epoch }) => epoch),
      elapsedMs: probes.map(({ elapsedMs }) => elapsedMs),
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, probes.map(value)])),
    };
    known.set(probes, columns);
    return columns;
  };
}
