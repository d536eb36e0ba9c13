/** Answers a request: every item scored, ranked, and judged by its classes. */
import { ask, type Asking } from './ask';
import { histogram, judge } from './judge';
import { foldCopies, rankDataset, type Ranking } from './rank';
import type { SearchModel } from './searchModel';
import type { Hit, SearchRequest, SearchResult } from './types';

function datasetHits({ dataset }: Asking, { fold }: SearchRequest, ranking: Ranking): Hit[] {
  const { modalities, rows, scores, relevance } = ranking;
  const places = fold ? foldCopies(dataset, ranking) : Array.from(rows, (_, index) => ({ index, copies: [] }));
  return places.map(({ index, copies }) => ({
    modality: modalities[index]!, row: rows[index]!, score: scores[index]!, rank: index + 1, relevant: relevance && relevance[index] === 1, copies, rankBeside: null,
  }));
}

/** 1-based, by another model's usual score where it lacks the one that was asked for. */
async function ranksBy(asking: Asking, model: SearchModel, request: SearchRequest): Promise<Map<string, number>> {
  const other = { ...asking, model };
  const { besideScore: wanted = request.score } = request;
  const score = model.info.scores.includes(wanted) ? wanted : model.info.scores[0]!;
  const { modalities, rows } = rankDataset(other, { ...request, score }, (await ask(other, request.query)).query);
  return new Map(Array.from(rows, (row, i) => [`${modalities[i]}${row}`, i + 1]));
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
  const hits = datasetHits(asking, request, ranking);
  const { scores, relevance, searched } = ranking;
  const ranks = beside && (await ranksBy(asking, beside, request));
  const page = hits.slice(request.offset, request.offset + request.limit);
  return {
    hits: ranks ? page.map((hit) => ({ ...hit, rankBeside: ranks.get(`${hit.modality}${hit.row}`) ?? null })) : page,
    offset: request.offset,
    total: hits.length,
    gallerySize: searched,
    judgement: relevance && judge(relevance),
    histogram: histogram(scores, relevance),
    words,
    score: request.score,
    model: asking.model.info,
    elapsedMs: performance.now() - start,
  };
}
