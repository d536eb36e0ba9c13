import { create } from 'zustand';
import type { SpaceSnapshot } from '../worker/protocol';
import { useDataset } from './dataset';
import { report } from './problems';
import { call } from './trainer';

/** Where the items lie now, while somebody looks. */
export const useSpace = create<{ space: SpaceSnapshot | null }>()(() => ({ space: null }));

useDataset.subscribe(({ summary }, before) => {
  if (summary !== before.summary) useSpace.setState({ space: null });
});

/** Has the trainer tell the space, now and after each epoch, until the returned function is called. */
export function watchSpace(): () => void {
  call('watchSpace', { on: true }).catch(report);
  return () => {
    call('watchSpace', { on: false }).catch(report);
  };
}
