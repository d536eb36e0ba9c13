/** Who makes the models of one session that are not there yet. */
import { refuse } from '../problem';
import type { OpenDataset, Runner } from '../runner';
import type { SearchModel } from '../search/searchModel';
import { epochModel } from './epochModel';
import { fitMethod } from './fitMethod';
import type { ModelMakers } from './modelKey';

interface Parts {
  runner: Runner;
  open(): OpenDataset;
  /** The best model of a stored run of the open dataset. */
  bestOf(id: string): Promise<SearchModel>;
  /** Refuses what needs the backend while something else has it. */
  mayFit(): void;
}

export function makersOf({ runner, open, bestOf, mayFit }: Parts): ModelMakers {
  return {
    run: async ({ id }) => {
      if (runner.active && runner.id === id) return refuse('Searching with a stored run: expected one that has ended, it goes on.', 'Choose the trained model: it answers as of the last finished epoch.');
      const model = await bestOf(id);
      return { ...model, info: { ...model.info, kind: 'run' } };
    },
    epoch: async ({ id, epoch }) => epochModel(await runner.space(id, epoch, open()), id, open().dataset),
    method: async (name, preparation, progress) => {
      mayFit();
      return fitMethod(open().dataset, name, preparation, progress);
    },
  };
}
