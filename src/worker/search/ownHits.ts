/** The visitor's own items among the answers. */
import type { Embedding, Modality } from '../../retrieval/scores';
import { indexQuery, type Ranked } from '../../retrieval/vectorIndex';
import type { Asking } from './ask';
import { modalitiesOf } from './candidates';
import type { OwnGallery } from './ownGallery';
import type { SearchModel } from './searchModel';
import type { Hit, SearchRequest } from './types';

/** They have no classes, and are none of the rows that are selected in the dataset; beside it, an epoch leaves out what it cannot place. */
function searched({ gallery, classes, among }: SearchRequest, { info }: SearchModel): boolean {
  return gallery === 'own' || (gallery === 'all' && classes.length === 0 && !among && info.kind !== 'epoch');
}

/** The items that the query may find, and the best of them. An index whose GPU is gone is made anew, once. */
async function rankedOwn(own: OwnGallery, model: SearchModel, modality: Modality, query: Float32Array, wanted: number): Promise<{ size: number; ranked: Ranked } | null> {
  for (let again = false; ; again = true) {
    const index = await own.index(model, modality);
    if (!index) return null;
    try {
      const [ranked] = await index.topK(query, Math.min(wanted, index.rows));
      return { size: index.rows, ranked: ranked! };
    } catch (error) {
      if (index.lost === null || again) throw error;
    }
  }
}

/** The best `count` of each modality that is searched, and how many there are; an item does not find itself. */
export async function ownHits({ own, model }: Asking, request: SearchRequest, query: Embedding | null, count: number): Promise<{ hits: Hit[]; size: number }> {
  const hits: Hit[] = [];
  let size = 0;
  if (!own || !query || !searched(request, model)) return { hits, size };
  for (const modality of modalitiesOf(request)) {
    const asking = new Set(request.query.flatMap((part) => (part.kind === 'own' && part.modality === modality ? [part.row] : [])));
    const found = await rankedOwn(own, model, modality, indexQuery(query, 0, request.score, model.info.fusedWeight ?? 1), count + asking.size);
    if (!found) continue;
    size += found.size - asking.size;
    const { ranked } = found;
    const rows = Array.from(ranked.rows);
    const items = await own.items(modality, rows);
    rows.forEach((row, i) => {
      if (!asking.has(row)) hits.push({ modality, row, own: items[i]!, score: ranked.scores[i]!, rank: 0, relevant: null, copies: [], rankBeside: null });
    });
  }
  return { hits, size };
}

/** Both by falling score, items of the dataset first among equals. @param size items of the dataset, folded ones too */
export function mergedHits(hits: Hit[], own: Hit[], size: number): Hit[] {
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
