/** Answers a query: every gallery item scored, ranked, and judged by its classes. */
import type { Dataset } from '../bundle/dataset';
import { encodeText, suggestWords } from '../bundle/encodeText';
import { classesOf, relatedRows } from '../retrieval/labels';
import { averagePrecision, firstOfImage, rankGallery } from '../retrieval/metrics';
import { scoreQuery, selectRows, type Embedding } from '../retrieval/scores';
import { rowsOfSplit } from './pairs';
import type { Query, SearchRequest, SearchResult } from './protocol';
import type { SearchModel } from './searchModel';

/** A query that cannot be asked of this dataset. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

export type PictureFeatures = (picture: Blob) => Promise<Float32Array>;

interface Asked {
  /** One row; null where no word was understood. */
  query: Embedding | null;
  /** The item that asks, else null. */
  row: number | null;
  words: SearchResult['words'];
}

const SUGGESTIONS = 4;

async function askWords(dataset: Dataset, model: SearchModel, text: string): Promise<Asked> {
  const { vocab } = dataset;
  if (!vocab) throw new QueryError('Searching by words: expected a dataset with a vocabulary, got one without.', 'Pick a text of the dataset instead.');
  const { vector, known, unknown } = encodeText(vocab, text);
  const words = { known: [...new Set(known)], unknown: unknown.map((word) => ({ word, suggestions: suggestWords(vocab, word, SUGGESTIONS) })) };
  return { query: known.length > 0 ? await model.embed('text', vector) : null, row: null, words };
}

function askItem(dataset: Dataset, model: SearchModel, { modality, row }: Extract<Query, { kind: 'item' }>): Asked {
  if (!Number.isInteger(row) || row < 0 || row >= dataset.count) {
    throw new QueryError(`Searching: expected an item from 0 to ${dataset.count - 1}, got ${row}.`, 'Pick an item of this dataset.');
  }
  return { query: selectRows(model.space[modality], Int32Array.of(row)), row, words: null };
}

async function ask(dataset: Dataset, model: SearchModel, query: Query, encode: PictureFeatures): Promise<Asked> {
  switch (query.kind) {
    case 'item':
      return askItem(dataset, model, query);
    case 'words':
      return askWords(dataset, model, query.text);
    case 'picture':
      return { query: await model.embed('image', await encode(query.picture)), row: null, words: null };
  }
}

/** Rows that are searched, each image once; an item does not find itself in its own modality. */
function galleryRows({ items, count, images }: Dataset, { gallery, among, query, target }: SearchRequest): Int32Array {
  const whole = gallery === 'test' ? rowsOfSplit(items, 'test') : Int32Array.from({ length: count }, (_, row) => row);
  const chosen = among && new Set(among);
  const all = chosen ? whole.filter((row) => chosen.has(row)) : whole;
  const first = images && target === 'image' ? firstOfImage(all.map((row) => images[row]!)) : null;
  const rows = first ? all.filter((_, i) => first[i] === 1) : all;
  if (query.kind !== 'item' || query.modality !== target) return rows;
  const imageOf = (row: number): number => (images && target === 'image' ? images[row]! : row);
  return rows.filter((row) => imageOf(row) !== imageOf(query.row));
}

/**
 * Ranks the gallery by the model's score; equal scores keep the dataset's order.
 * @throws QueryError where the dataset or the browser cannot take this kind of query
 */
export async function search(dataset: Dataset, model: SearchModel, request: SearchRequest, encode: PictureFeatures): Promise<SearchResult> {
  const start = performance.now();
  const { query, row, words } = await ask(dataset, model, request.query, encode);
  const rows = galleryRows(dataset, request);
  const labels = dataset.labels.values;
  const related = row === null || classesOf(labels, row).length === 0 ? null : relatedRows(labels, row);
  const scores = query ? scoreQuery(query, 0, selectRows(model.space[request.target], rows), request.score, model.info.fusedWeight ?? 1) : null;
  const order = scores ? rankGallery(scores) : new Int32Array();
  const relevance = related && scores && Uint8Array.from(order, (i) => related[rows[i]!]!);
  const hits = Array.from(order.subarray(0, request.limit), (i, rank) => ({ row: rows[i]!, score: scores![i]!, relevant: relevance && relevance[rank] === 1 }));
  const relevantCount = relevance && relevance.reduce((sum, value) => sum + value, 0);
  return {
    hits,
    gallerySize: rows.length,
    averagePrecision: relevance && averagePrecision(relevance),
    relevantCount,
    score: request.score,
    model: model.info,
    words,
    elapsedMs: performance.now() - start,
  };
}
