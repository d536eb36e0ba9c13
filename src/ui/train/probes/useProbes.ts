import { useEffect, useState } from 'react';
import { subscribeRedraw } from '../../../state/redraw';
import { useRun } from '../../../state/run';
import type { ProbePoint } from '../../../worker/protocol';
import { axisEnd } from '../../charts/xWindow';
import { thinned } from './thinned';

/** Charts that draw the same probes share what is thinned. */
let last: { all: readonly ProbePoint[]; drawn: readonly ProbePoint[] } = { all: [], drawn: [] };

function drawnOf(all: readonly ProbePoint[]): readonly ProbePoint[] {
  if (last.all !== all) last = { all, drawn: thinned(all) };
  return last.drawn;
}

interface Probes {
  /** At most so many as can be drawn. */
  probes: readonly ProbePoint[];
  newest: ProbePoint | undefined;
  /** Where an axis of epochs ends. */
  epochs: number;
}

/** The probes of the present run; the component draws new ones in a turn of its own, so that no turn is long. */
export function useProbes(): Probes {
  const [all, setAll] = useState(() => useRun.getState().probes);
  useEffect(() => subscribeRedraw(() => setAll(useRun.getState().probes)), []);
  const probes = drawnOf(all);
  const newest = probes.at(-1);
  return { probes, newest, epochs: axisEnd(newest?.epoch ?? 1) };
}
