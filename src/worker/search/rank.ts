/** The whole ranking of a request's items of the dataset, both modalities as one list. */
import type { Dataset } from '../../bundle/dataset';
import { rankGallery } from '../../retrieval/metrics';
import { scoreQuery, selectRows, type Embedding, type Modality } from '../../retrieval/scores';
import { candidateRows, modalitiesOf } from './candidates';
import { copiesOf } from './duplicates';
import type { Asking } from './ask';
import { relatedTo } from './judge';
import type { SearchRequest } from './types';

/** All by rank. */
export interface Ranking {
  modalities: Modality[];
  rows: Int32Array;
  scores: Float32Array;
  /** Null where the query is not judged. */
  relevance: Uint8Array | null;
  /** Items searched, also where there is nothing to rank them by. */
  searched: number;
}

/** Equal scores keep the dataset's order, images first. @param query null ranks nothing */
export function rankDataset({ dataset, model }: Pick<Asking, 'dataset' | 'model'>, request: SearchRequest, query: Embedding | null): Ranking {
  const related = relatedTo(dataset, request.query);
  const parts = modalitiesOf(request).map((modality) => ({ modality, rows: candidateRows(dataset, request, modality) }));
  const searched = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (!query) return { modalities: [], rows: new Int32Array(), scores: new Float32Array(), relevance: null, searched };
  const joined = { rows: new Int32Array(searched), scores: new Float32Array(searched) };
  const modalities: Modality[] = [];
  for (const { modality, rows } of parts) {
    joined.rows.set(rows, modalities.length);
    joined.scores.set(scoreQuery(query, 0, selectRows(model.space[modality], rows), request.score, model.info.fusedWeight ?? 1), modalities.length);
    for (let i = 0; i < rows.length; i++) modalities.push(modality);
  }
  const order = rankGallery(joined.scores);
  const rows = order.map((i) => joined.rows[i]!);
  return {
    modalities: Array.from(order, (i) => modalities[i]!),
    rows,
    scores: Float32Array.from(order, (i) => joined.scores[i]!),
    relevance: related && Uint8Array.from(rows, (row) => related[row]!),
    searched,
  };
}

/** A place in the ranking, with the rows that are folded into it. */
export interface Place {
  index: number;
  copies: number[];
}

/** Items with the same features as one before go with it. */
export function foldCopies(dataset: Pick<Dataset, 'count' | Modality>, { modalities, rows }: Pick<Ranking, 'modalities' | 'rows'>): Place[] {
  const places: Place[] = [];
  const seen = { image: new Map<number, Place>(), text: new Map<number, Place>() };
  rows.forEach((row, index) => {
    const modality = modalities[index]!;
    const first = copiesOf(dataset, modality)[row]!;
    const place = seen[modality].get(first);
    if (place) {
      place.copies.push(row);
      return;
    }
    const made = { index, copies: [] };
    seen[modality].set(first, made);
    places.push(made);
  });
  return places;
}
