/** Answers queries on the open dataset by whatever model they name. */
import type { Dataset } from '../../bundle/dataset';
import type { ModelShelf } from '../models/shelf';
import type { Commands } from '../protocol';
import { refuse } from '../problem';
import type { Asking } from './ask';
import type { OwnGallery } from './ownGallery';
import { search } from './search';
import type { Beside, Explanation, Insights, ModelInfo, ModelKey, QueryHistory, SearchRequest, SearchResult } from './types';

/** What is there to search. */
export interface OpenGallery {
  dataset: Dataset;
  own: OwnGallery | null;
  encode(picture: Blob): Promise<Float32Array>;
}

export class SearchDesk {
  constructor(
    private readonly open: () => OpenGallery,
    readonly shelf: ModelShelf,
  ) {}

  async search(request: SearchRequest): Promise<SearchResult> {
    return search(await this.asking(request.model), request);
  }

  async explain(_asked: Commands['explain']['payload']): Promise<Explanation> {
    return refuse('Explaining: not there yet.', 'Wait for it.');
  }

  async searchBeside(_asked: Commands['searchBeside']['payload']): Promise<Beside> {
    return refuse('Comparing: not there yet.', 'Wait for it.');
  }

  async epochsOf(_asked: Commands['epochsOf']['payload']): Promise<number[]> {
    return refuse('Epochs: not there yet.', 'Wait for it.');
  }

  async queryHistory(_asked: Commands['queryHistory']['payload']): Promise<QueryHistory> {
    return refuse('Epochs: not there yet.', 'Wait for it.');
  }

  async prepareModel({ key }: { key: ModelKey }): Promise<ModelInfo> {
    return (await this.shelf.open(key)).info;
  }

  async cancelPreparing(): Promise<null> {
    return null;
  }

  async insights(_asked: Commands['insights']['payload']): Promise<Insights> {
    return refuse('Insights: not there yet.', 'Wait for it.');
  }

  private async asking(key: ModelKey): Promise<Asking> {
    const open = this.open();
    return { ...open, model: await this.shelf.open(key) };
  }
}
