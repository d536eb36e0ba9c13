import { BundleError, reasonOf } from '../../bundle/problem';
import { folderIn, removeEntry, removeFolder } from '../library/folder';
import { asId } from './fields';
import { RECORD } from './recordFile';
import { runsFolder } from './runFolder';
import { runLocks } from './runLock';
import { STATES } from './stateSlots';

/** Removes a run, or its states alone. Throws BundleError where it goes on now; one that is not there is no fault. */
export async function discardRun(id: string, statesOnly: boolean): Promise<void> {
  const task = statesOnly ? 'Deleting the states of a run' : 'Deleting a run';
  const root = await runsFolder(task);
  asId(id, task);
  const remove = async (): Promise<void> => {
    const folder = statesOnly ? await folderIn(root, id) : null;
    if (folder) await removeEntry(folder, STATES);
    if (!statesOnly) await removeFolder(root, id, RECORD);
  };
  const idle = await runLocks.ifIdle(id, remove).catch((cause: unknown) => {
    throw new BundleError(`${task}: expected to remove its files, got ${reasonOf(cause)}`, 'Reload the page and try again.', { cause });
  });
  if (!idle) throw new BundleError(`${task}: expected one that does not go on, got one that goes on now.`, 'Stop it first, here or in another tab.');
}
