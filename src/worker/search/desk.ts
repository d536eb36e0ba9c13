/** Answers queries on the open dataset by whatever model they name. */
import type { Dataset } from '../../bundle/dataset';
import type { ModelShelf } from '../models/shelf';
import type { Commands } from '../protocol';
import type { Asking } from './ask';
import { explain } from './explain';
import type { OwnGallery } from './ownGallery';
import { search } from './search';
import type { Explanation, ModelKey, SearchRequest, SearchResult } from './types';

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
    const asking = this.asking(request.model);
    return search(asking, request, request.beside && this.shelf.open(request.beside));
  }

  async explain({ request, found }: Commands['explain']['payload']): Promise<Explanation> {
    return explain(this.asking(request.model), request, found);
  }

  private asking(key: ModelKey): Asking {
    const { encode, ...gallery } = this.open();
    // A second model is asked with the same picture.
    const encoded = new Map<Blob, Promise<Float32Array>>();
    const encodeOnce = (picture: Blob) => {
      const features = encoded.get(picture) ?? encode(picture);
      encoded.set(picture, features);
      return features;
    };
    return { ...gallery, encode: encodeOnce, model: this.shelf.open(key) };
  }
}
