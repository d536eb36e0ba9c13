import type { Dataset } from '../../bundle/dataset';
import { refuse } from '../problem';
import type { EpochSpace } from '../runs/spaceRecords';
import { QueryError } from '../search/ask';
import type { SearchModel } from '../search/searchModel';

/** Where the items lay after an epoch, as a model that only they can be asked of: its nets are not kept. @throws a refusal where they are not the dataset's */
export function epochModel({ epoch, fusedWeight, space, name }: EpochSpace & { name: string }, runId: string, { count }: Pick<Dataset, 'count'>): SearchModel {
  if (space.image.rows !== count) refuse(`Looking at epoch ${epoch} of ${name}: expected ${count} items, as the dataset has, got ${space.image.rows}.`, 'Open the dataset of that run in Data first.');
  const label = `${name}, epoch ${epoch}`;
  const lacksNets = (task: string) => () => Promise.reject(new QueryError(`${task}: expected an item of the dataset, since of ${label} the places of items are kept, not the nets; got something new.`, 'Ask with an item, or choose another model.'));
  return {
    info: {
      key: `run:${runId}@${epoch}`, kind: 'epoch', label, epoch, runId, fusedWeight, preprocessing: null,
      scores: space.image.posterior ? ['semantic', 'canonical', 'fused'] : ['canonical'],
    },
    trained: null,
    space,
    embed: lacksNets('Searching'),
    embedRows: lacksNets('Placing items of your own'),
  };
}
