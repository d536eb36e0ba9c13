/** Answers a request: every item scored, ranked, and judged by its classes. */
import { indexQuery } from '../../retrieval/vectorIndex';
import type { Embedding } from '../../retrieval/scores';
import { ask, type Asking } from './ask';
import { modalitiesOf } from './candidates';
import { histogram, judge } from './judge';
import { foldCopies, rankDataset, type Ranking } from './rank';
import type { Hit, SearchRequest, SearchResult } from './types';

function datasetHits({ dataset }: Asking, { fold }: SearchRequest, ranking: Ranking): Hit[] {
  const { modalities, rows, scores, relevance } = ranking;
  const places = fold ? foldCopies(dataset, ranking) : Array.from(rows, (_, index) => ({ index, copies: [] }));
  return places.map(({ index, copies }) => ({
    modality: modalities[index]!, row: rows[index]!, own: null, score: scores[index]!, rank: index + 1, relevant: relevance && relevance[index] === 1, copies,
  }));
}

/** The first `count` of the visitor's own items, and how many there are. */
async function ownHits({ own, model }: Asking, request: SearchRequest, query: Embedding | null, count: number): Promise<{ hits: Hit[]; size: number }> {
  const found: Hit[] = [];
  let size = 0;
  if (!own || !query || (request.gallery !== 'own' && request.gallery !== 'all')) return { hits: found, size };
  for (const modality of modalitiesOf(request)) {
    const index = await own.index(model, modality);
    if (!index) continue;
    const asking = new Set(request.query.flatMap((part) => (part.kind === 'own' && part.modality === modality ? [part.row] : [])));
    size += index.rows - asking.size;
    const [ranked] = await index.topK(indexQuery(query, 0, request.score, model.info.fusedWeight ?? 1), Math.min(count + asking.size, index.rows));
    const rows = Array.from(ranked!.rows);
    const items = await own.items(modality, rows);
    rows.forEach((row, i) => {
      if (!asking.has(row)) found.push({ modality, row, own: items[i]!, score: ranked!.scores[i]!, rank: 0, relevant: null, copies: [] });
    });
  }
  return { hits: found, size };
}

/** Both by falling score, items of the dataset first among equals. @param size items of the dataset, folded ones too */
function merged(hits: Hit[], own: Hit[], size: number): Hit[] {
  if (own.length === 0) return hits;
  const waiting = [...own].sort((a, b) => b.score - a.score);
  const all: Hit[] = [];
  let taken = 0;
  for (const hit of hits) {
    while (taken < waiting.length && waiting[taken]!.score > hit.score) all.push({ ...waiting[taken]!, rank: hit.rank + taken++ });
    all.push({ ...hit, rank: hit.rank + taken });
  }
  while (taken < waiting.length) all.push({ ...waiting[taken]!, rank: size + 1 + taken++ });
  return all;
}

/**
 * Ranks the gallery by the model's score; equal scores keep the dataset's order.
 * @throws QueryError where the dataset, the model or the browser cannot take this kind of query
 */
export async function search(asking: Asking, request: SearchRequest): Promise<SearchResult> {
  const start = performance.now();
  const { query, words } = await ask(asking, request.query);
  const ranking = rankDataset(asking, request, query);
  const own = await ownHits(asking, request, query, request.offset + request.limit);
  const hits = datasetHits(asking, request, ranking);
  const { rows, scores, relevance, searched } = ranking;
  return {
    hits: merged(hits, own.hits, rows.length).slice(request.offset, request.offset + request.limit),
    offset: request.offset,
    total: hits.length + own.size,
    gallerySize: searched + own.size,
    judgement: relevance && judge(relevance),
    histogram: own.size > 0 ? null : histogram(scores, relevance),
    words,
    score: request.score,
    model: asking.model.info,
    elapsedMs: performance.now() - start,
  };
}
