/** Answers a request: every item scored, ranked, and judged by its classes. */
import type { Modality } from '../../retrieval/scores';
import { ask, type Asking } from './ask';
import { histogram, judge } from './judge';
import { mergedHits, ownHits } from './ownHits';
import { foldCopies, rankDataset, type Place, type Ranking } from './rank';
import type { SearchModel } from './searchModel';
import type { Hit, SearchRequest, SearchResult } from './types';

/** 1-based, of each row; 0 where it was not ranked. */
type Ranks = Record<Modality, Int32Array>;

const rankIn = (ranks: Ranks, modality: Modality, row: number): number | null => ranks[modality][row] || null;

function hitAt({ modalities, rows, scores, relevance }: Ranking, { index, copies }: Place, beside: Ranks | null): Hit {
  const [modality, row] = [modalities[index]!, rows[index]!];
  return { modality, row, own: null, score: scores[index]!, rank: index + 1, relevant: relevance && relevance[index] === 1, copies, rankBeside: beside && rankIn(beside, modality, row) };
}

/** 1-based, by another model's usual score where it lacks the one that was asked for. */
async function ranksBy(asking: Asking, model: SearchModel, request: SearchRequest): Promise<Ranks> {
  const other = { ...asking, model };
  const { besideScore: wanted = request.score } = request;
  const score = model.info.scores.includes(wanted) ? wanted : model.info.scores[0]!;
  const { modalities, rows } = rankDataset(other, { ...request, score }, (await ask(other, request.query)).query);
  const ranks = { image: new Int32Array(asking.dataset.count), text: new Int32Array(asking.dataset.count) };
  rows.forEach((row, i) => (ranks[modalities[i]!][row] = i + 1));
  return ranks;
}

/**
 * Ranks the gallery by the model's score; equal scores keep the dataset's order.
 * @param beside a model whose ranks are told too
 * @throws QueryError where the dataset, the model or the browser cannot take this kind of query
 */
export async function search(asking: Asking, request: SearchRequest, beside?: SearchModel): Promise<SearchResult> {
  const start = performance.now();
  const { query, words } = await ask(asking, request.query);
  const ranking = rankDataset(asking, request, query);
  const last = request.offset + request.limit;
  const folded = request.fold ? foldCopies(asking.dataset, ranking) : null;
  const places = folded ?? Array.from({ length: Math.min(last, ranking.rows.length) }, (_, index) => ({ index, copies: [] }));
  const own = await ownHits(asking, request, query, last);
  const { rows, scores, relevance, searched } = ranking;
  const ranks = beside && own.size === 0 ? await ranksBy(asking, beside, request) : null;
  const hits = places.slice(0, last).map((place) => hitAt(ranking, place, ranks));
  return {
    hits: mergedHits(hits, own.hits, rows.length).slice(request.offset, last),
    total: (folded ?? rows).length + own.size,
    gallerySize: searched + own.size,
    judgement: judge(relevance),
    histogram: own.size > 0 ? null : histogram(scores, relevance),
    words,
    score: request.score,
    model: asking.model.info,
    elapsedMs: performance.now() - start,
  };
}
