/** Curves of stored runs: read once, kept for the visit. */
import { create } from 'zustand';
import type { RunCurves } from '../worker/runs/record';
import { requestRedraw } from './redraw';

interface CurvesState {
  /** By the run's id. */
  curves: ReadonlyMap<string, RunCurves>;
}

export const useCurves = create<CurvesState>()(() => ({ curves: new Map() }));

const reading = new Map<string, Promise<RunCurves>>();

function keep(id: string, curves: RunCurves | null): void {
  const next = new Map(useCurves.getState().curves);
  if (curves) next.set(id, curves);
  else next.delete(id);
  useCurves.setState({ curves: next });
  requestRedraw();
}

/** @param read asks the worker; called once for each run, until it is forgotten or could not be read */
export function curvesOf(id: string, read: (id: string) => Promise<RunCurves>): Promise<RunCurves> {
  const known = useCurves.getState().curves.get(id);
  if (known) return Promise.resolve(known);
  const asked = reading.get(id);
  if (asked) return asked;
  const answer = read(id).then((curves) => {
    if (reading.get(id) === answer) keep(id, curves);
    return curves;
  });
  const done = () => void (reading.get(id) === answer && reading.delete(id));
  reading.set(id, answer);
  answer.then(done, done);
  return answer;
}

/** Its curves grow again, or are gone. */
export function forgetCurves(id: string): void {
  reading.delete(id);
  if (useCurves.getState().curves.has(id)) keep(id, null);
}
