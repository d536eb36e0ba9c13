/** The whole ranking of a request's items of the dataset, both modalities as one list. */
import type { Dataset } from '../../bundle/dataset';
import { rankGallery } from '../../retrieval/ranker';
import { scoreQuery, type Embedding, type Modality } from '../../retrieval/scores';
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
  let start = 0;
  for (const { modality, rows } of parts) {
    joined.rows.set(rows, start);
    joined.scores.set(scoreQuery(query, 0, model.space[modality], request.score, model.info.fusedWeight ?? 1, rows), start);
    start += rows.length;
  }
  const order = rankGallery(joined.scores);
  return { ...inOrder(joined, order, related), modalities: modalitiesIn(parts, order), searched };
}

/** Loops, because a callback for each of a million items takes longer than their sorting. */
function inOrder(joined: Pick<Ranking, 'rows' | 'scores'>, order: Int32Array, related: Uint8Array | null): Pick<Ranking, 'rows' | 'scores' | 'relevance'> {
  const ranked = { rows: new Int32Array(order.length), scores: new Float32Array(order.length), relevance: related && new Uint8Array(order.length) };
  for (let rank = 0; rank < order.length; rank++) {
    const i = order[rank]!;
    ranked.rows[rank] = joined.rows[i]!;
    ranked.scores[rank] = joined.scores[i]!;
    if (ranked.relevance) ranked.relevance[rank] = related![joined.rows[i]!]!;
  }
  return ranked;
}

/** The items of the first part come before those of the second in `order`. */
function modalitiesIn(parts: readonly { modality: Modality; rows: Int32Array }[], order: Int32Array): Modality[] {
  const [first, second] = parts;
  const modalities = Array<Modality>(order.length).fill(first!.modality);
  if (second) for (let rank = 0; rank < order.length; rank++) if (order[rank]! >= first!.rows.length) modalities[rank] = second.modality;
  return modalities;
}

/** A place in the ranking, with the rows that are folded into it. */
export interface Place {
  index: number;
  copies: number[];
}

/** Items with the same features as one before go with it. */
export function foldCopies(dataset: Pick<Dataset, 'count' | Modality>, { modalities, rows }: Pick<Ranking, 'modalities' | 'rows'>): Place[] {
  const places: Place[] = [];
  // 1-based place of the first copy that was met.
  const seen = { image: new Int32Array(dataset.count), text: new Int32Array(dataset.count) };
  const copies: Partial<Record<Modality, Int32Array>> = {};
  rows.forEach((row, index) => {
    const modality = modalities[index]!;
    const first = (copies[modality] ??= copiesOf(dataset, modality))[row]!;
    const place = seen[modality][first]!;
    if (place > 0) places[place - 1]!.copies.push(row);
    else seen[modality][first] = places.push({ index, copies: [] });
  });
  return places;
}
