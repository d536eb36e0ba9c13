import type { Modality } from '../retrieval/scores';
import type { ModelInfo, QueryPart, SearchRequest } from '../worker/protocol';
import { pickModel, pickScore } from './models';
import type { UrlState } from './urlState';

export interface Asked {
  request: SearchRequest;
  model: ModelInfo;
}

/** Modality of a part of a query: typed words stand for a text, a picture for an image. */
export function partModality(part: QueryPart): Modality {
  if (part.kind === 'words') return 'text';
  return part.kind === 'picture' ? 'image' : part.modality;
}

/** Modality that is searched: the chosen one, else the other than that of the first part. */
export function targetOf({ target }: Pick<UrlState, 'target'>, query: readonly QueryPart[]): SearchRequest['target'] {
  const [first] = query;
  return target ?? (first && partModality(first) === 'image' ? 'text' : 'image');
}

/**
 * The request that the visitor's choices mean, with defaults filled in; null while there is nothing to ask or nobody to answer.
 * @param pictures parts that no address carries
 * @param selected rows that alone are searched; none: all
 */
export function buildRequest(view: UrlState, models: readonly ModelInfo[], pictures: readonly QueryPart[], itemCount: number, limit: number, selected: readonly number[] = []): Asked | null {
  const model = pickModel(models, view.model);
  const query = [...view.query.filter((part) => part.kind !== 'item' || part.row < itemCount), ...pictures];
  if (!model || query.length === 0) return null;
  const { gallery, classes, fold } = view;
  const beside = view.beside && view.beside !== model.key && models.some(({ key }) => key === view.beside) ? { beside: view.beside } : {};
  const among = selected.length > 0 ? { among: selected } : {};
  return { model, request: { query, target: targetOf(view, query), score: pickScore(model, view.score), gallery, classes, fold, model: model.key, offset: 0, limit, ...among, ...beside } };
}
