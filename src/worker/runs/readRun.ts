/** What other runs, the page and Search want of a stored run. */
import type { AlscorModel } from '../../alscor/model';
import type { RunState } from '../../alscor/runState';
import { BundleError } from '../../bundle/problem';
import { decodeCurves } from './curveFiles';
import { curveBytesIn } from './curvesIn';
import { MODEL, readModelBytes, type BestModel } from './modelFile';
import type { RunCurves, RunRecord } from './record';
import { readFile } from './runFiles';
import { recordIn, runFolder } from './runFolder';
import { readNewest, stateEntries } from './stateSlots';

/** Throws BundleError where the run has no sound state of that step. */
export async function readState(id: string, step: number): Promise<{ record: RunRecord; state: RunState }> {
  const task = `Opening a state after ${step} steps`;
  const folder = await runFolder(id, task);
  const entries = (await stateEntries(folder)).filter((entry) => entry.step === step);
  return { record: await recordIn(folder, task), state: (await readNewest(folder, entries, task)).state };
}

/** What is whole of a run's curves, also while it goes on. Throws BundleError where there is no such run. */
export async function readCurves(id: string): Promise<RunCurves> {
  return decodeCurves(await curveBytesIn(await runFolder(id, 'Reading the curves of a run')), null).curves;
}

async function resultIn(folder: FileSystemDirectoryHandle): Promise<BestModel | null> {
  const bytes = await readFile(folder, MODEL);
  return bytes && readModelBytes(bytes, MODEL);
}

async function bestOf(folder: FileSystemDirectoryHandle, task: string): Promise<BestModel> {
  const result = await resultIn(folder);
  if (result) return result;
  const { state } = await readNewest(folder, await stateEntries(folder), task);
  if (!state.best) throw new BundleError(`${task}: expected a model, got a run before its first epoch's end.`, 'Go on with the run first.');
  return state.best;
}

/** The result of a run that has ended; of another the best model so far. Throws BundleError where there is none. */
export async function readModel(id: string): Promise<{ record: RunRecord; model: AlscorModel; epoch: number }> {
  const task = 'Opening the model of a run';
  const folder = await runFolder(id, task);
  const record = await recordIn(folder, task);
  const { model, epoch } = await bestOf(folder, task);
  return { record, model, epoch };
}
