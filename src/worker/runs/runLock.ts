/** Held while a worker goes on with a run: other tabs leave it alone. A worker that ends lets go of its own. */
import { BundleError } from '../../bundle/problem';
import { folderLocks } from '../library/folderLocks';
import type { RunRecord } from './record';

export const runLocks = folderLocks('alscor-run-');

export const taken = ({ id, name }: RunRecord): BundleError => new BundleError(`Storing ${name}: expected a new id, got ${id}, which is there.`, 'Try again.');

/** Holds the run's lock where `action` succeeds, and lets go of it where it fails. Null where another holds it. */
export async function holding<T>(id: string, action: () => Promise<T>): Promise<T | null> {
  if (!(await runLocks.hold(id))) return null;
  try {
    return await action();
  } catch (error) {
    runLocks.letGo(id);
    throw error;
  }
}
