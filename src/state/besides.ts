/** The same query by two models. */
import type { ScoreKind } from '../retrieval/scores';
import { createNewest } from './newest';
import { pickScore } from './models';
import { call } from './trainer';
import type { Hit, ModelInfo, SearchRequest, SearchResult } from '../worker/protocol';

export type Sides<T> = [first: T, second: T];

/** The request by each of two models, with the ranks of the other; each by the chosen score, or the one that suits it. */
export function besideRequests(request: SearchRequest, [first, second]: Sides<ModelInfo>, chosen: ScoreKind | null): Sides<SearchRequest> {
  const by = (model: ModelInfo, other: ModelInfo): SearchRequest => ({ ...request, model: model.key, score: pickScore(model, chosen), beside: other.key, besideScore: pickScore(other, chosen) });
  return [by(first, second), by(second, first)];
}

/** What stands beside a model where nothing was chosen: the trained one, or linear CCA. */
export function pickBeside(models: readonly ModelInfo[], first: ModelInfo, chosen: string | null): ModelInfo | null {
  const others = models.filter(({ key }) => key !== first.key);
  const find = (key: string | null) => others.find((model) => model.key === key);
  return find(chosen) ?? (chosen === null || chosen === first.key ? (find('alscor') ?? find('cca') ?? null) : null);
}

export const hitKey = ({ own, modality, row }: Pick<Hit, 'own' | 'modality' | 'row'>): string => `${own ? 'own ' : ''}${modality}${row}`;

/** Where own items are searched, of the other model only the ranks of its first hits are known. */
export function withRanksOf(result: SearchResult, other: SearchResult): SearchResult {
  const ranks = new Map(other.hits.map((hit) => [hitKey(hit), hit.rank]));
  return { ...result, hits: result.hits.map((hit) => ({ ...hit, rankBeside: hit.rankBeside ?? ranks.get(hitKey(hit)) ?? null })) };
}

export const useBesides = createNewest<Sides<SearchRequest>, Sides<SearchResult>>(async (sides) => {
  const [first, second] = [await call('search', sides[0]), await call('search', sides[1])];
  return [withRanksOf(first, second), withRanksOf(second, first)];
});
