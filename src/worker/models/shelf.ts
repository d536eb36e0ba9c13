/** Fitted models of the open dataset, by their keys. */
import { refuse } from '../problem';
import type { SearchModel } from '../search/searchModel';
import type { ModelInfo, ModelKey } from '../search/types';

export class ModelShelf {
  private readonly models = new Map<ModelKey, SearchModel>();

  constructor(private readonly tell: (models: ModelInfo[]) => void) {}

  /** Of a dataset that was just opened; those of the one before are forgotten. */
  start(cca: SearchModel): void {
    this.models.clear();
    this.put('cca', cca);
  }

  /** Of this key, in place of one before. Null takes it away. */
  put(key: ModelKey, model: SearchModel | null): void {
    if (model) this.models.set(key, model);
    else this.models.delete(key);
    this.tell(this.all().map(({ info }) => info));
  }

  get(key: ModelKey): SearchModel | null {
    return this.models.get(key) ?? null;
  }

  all(): SearchModel[] {
    return [...this.models.values()];
  }

  /** @throws a refusal where there is no such model */
  open(key: ModelKey): SearchModel {
    return this.get(key) ?? refuse(`Searching: expected a fitted model, there is no ${key} yet.`, 'Train first, or search with linear CCA.');
  }
}
