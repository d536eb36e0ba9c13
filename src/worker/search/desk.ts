/** Answers queries on the open dataset by whatever model they name. */
import type { Dataset } from '../../bundle/dataset';
import type { ModelShelf } from '../models/shelf';
import type { Commands } from '../protocol';
import type { Asking } from './ask';
import { explain } from './explain';
import { queryHistory } from './history';
import type { OwnGallery } from './ownGallery';
import { search } from './search';
import type { EpochOfQuery, Explanation, ModelInfo, ModelKey, SearchRequest, SearchResult } from './types';

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
    /** Epochs of a run of which it is known where the items lay. */
    private readonly epochs: (runId: string) => Promise<number[]>,
  ) {}

  async search(request: SearchRequest): Promise<SearchResult> {
    const [asking, beside] = await Promise.all([this.asking(request.model), request.beside === undefined ? undefined : this.shelf.open(request.beside)]);
    return search(asking, request, beside);
  }

  async explain({ request, found }: Commands['explain']['payload']): Promise<Explanation> {
    return explain(await this.asking(request.model), request, found);
  }

  epochsOf({ runId }: Commands['epochsOf']['payload']): Promise<number[]> {
    return this.epochs(runId);
  }

  async queryHistory({ request, runId, follow }: Commands['queryHistory']['payload']): Promise<EpochOfQuery[]> {
    return queryHistory((epoch) => this.asking(`run:${runId}@${epoch}`), await this.epochs(runId), request, follow);
  }

  prepareModel({ key }: Commands['prepareModel']['payload']): Promise<ModelInfo> {
    return this.shelf.prepare(key);
  }

  /** Answers once no fit goes on. */
  async cancelPreparing(): Promise<null> {
    this.shelf.cancel();
    await this.shelf.settled();
    return null;
  }

  private async asking(key: ModelKey): Promise<Asking> {
    const { encode, ...gallery } = this.open();
    const model = await this.shelf.open(key);
    // A second model is asked with the same picture.
    const encoded = new Map<Blob, Promise<Float32Array>>();
    const encodeOnce = (picture: Blob) => {
      const features = encoded.get(picture) ?? encode(picture);
      encoded.set(picture, features);
      return features;
    };
    return { ...gallery, encode: encodeOnce, model };
  }
}
