import type { Modality } from '../retrieval/scores';
import type { ModelInfo, Query, SearchRequest } from '../worker/protocol';
import { pickModel, pickScore } from './models';
import type { UrlState } from './urlState';

export interface Asked {
  request: SearchRequest;
  model: ModelInfo;
}

/** Modality that asks: typed words stand for a text, a dropped picture for an image. */
export function queryModality(query: UrlState['query'], direction: UrlState['direction'], picture: boolean): Modality {
  if (picture) return 'image';
  if (query?.kind === 'words') return 'text';
  return direction === 'i2t' ? 'image' : 'text';
}

/**
 * The request that the visitor's choices mean, with defaults filled in; null while there is nothing to ask or nobody to answer.
 * @param selected rows that alone are searched; none: all
 */
export function buildRequest(view: UrlState, models: readonly ModelInfo[], picture: Blob | null, itemCount: number, limit: number, selected: readonly number[] = []): Asked | null {
  const model = pickModel(models, view.model);
  if (!model) return null;
  const modality = queryModality(view.query, view.direction, picture !== null);
  const query = buildQuery(view, picture, modality, itemCount);
  if (!query) return null;
  const target: Modality = modality === 'image' ? 'text' : 'image';
  const among = selected.length > 0 ? { among: selected } : {};
  return { model, request: { query, target, score: pickScore(model, view.score), gallery: view.gallery, model: model.kind, limit, ...among } };
}

function buildQuery({ query }: UrlState, picture: Blob | null, modality: Modality, itemCount: number): Query | null {
  if (picture) return { kind: 'picture', picture };
  if (query?.kind === 'words') return query;
  return query && query.row < itemCount ? { kind: 'item', modality, row: query.row } : null;
}
