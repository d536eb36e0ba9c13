/** Asks with every test item, both ways, and tells which queries fail, which classes are mixed up and which items crowd in. */
import type { Dataset } from '../../bundle/dataset';
import { relatedRows } from '../../retrieval/labels';
import { averagePrecision, firstOfImage } from '../../retrieval/metrics';
import { Ranker } from '../../retrieval/ranker';
import { PANEL, ScorePanel } from '../../retrieval/scorePanel';
import { selectRows, type Modality, type ScoreKind } from '../../retrieval/scores';
import { rowsOfSplit } from '../pairs';
import { refuse } from '../problem';
import type { SearchModel } from '../search/searchModel';
import { confusionOf } from './confusion';
import { hubness } from './hubness';
import type { DirectionInsights, Insights } from './types';

export const FIRST = 10;

/** What a look goes by. */
export interface Looking {
  dataset: Dataset;
  model: SearchModel;
  score: ScoreKind;
  /** So many queries of both directions are done; gives way to what else is asked, and throws to end the look. */
  reach(done: number, total: number): Promise<void>;
}

/** Rows that ask and are found: an image with several captions once. */
function rowsOnce({ images }: Dataset, rows: Int32Array, modality: Modality): Int32Array {
  if (!images || modality === 'text') return rows;
  const first = firstOfImage(rows.map((row) => images[row]!));
  return rows.filter((_, i) => first[i] === 1);
}

/** Scores a panel of queries, and answers with each one's AP (NaN where nothing is relevant) and what it finds first. */
function asker({ dataset, model, score }: Looking, queries: Int32Array, gallery: Int32Array, [from, to]: [Modality, Modality]) {
  const panel = new ScorePanel(selectRows(model.space[from], queries), selectRows(model.space[to], gallery), score, model.info.fusedWeight ?? 1);
  const [ranker, relevant] = [new Ranker(gallery.length), new Uint8Array(gallery.length)];
  return (query: number, depth: number): { ap: number; places: Int32Array } => {
    if (query % PANEL === 0) panel.from(query);
    const order = ranker.rank(panel.of(query % PANEL));
    const related = relatedRows(dataset.labels.values, queries[query]!);
    let some = 0;
    for (let rank = 0; rank < order.length; rank++) some |= relevant[rank] = related[gallery[order[rank]!]!]!;
    return { ap: some === 1 ? averagePrecision(relevant) : NaN, places: order.subarray(0, depth) };
  };
}

function meanOf(ap: Float64Array): number {
  const judged = ap.filter((value) => !Number.isNaN(value));
  return judged.reduce((sum, value) => sum + value, 0) / judged.length;
}

async function direction(looking: Looking, queries: Int32Array, gallery: Int32Array, ways: [Modality, Modality], reach: (done: number) => Promise<void>): Promise<DirectionInsights> {
  const { labels } = looking.dataset;
  const depth = Math.min(FIRST, gallery.length);
  const [ap, top, found] = [new Float64Array(queries.length), new Int32Array(queries.length * depth), new Int32Array(gallery.length)];
  const answer = asker(looking, queries, gallery, ways);
  for (let query = 0; query < queries.length; query++) {
    const { ap: own, places } = answer(query, depth);
    ap[query] = own;
    places.forEach((place, i) => {
      top[query * depth + i] = gallery[place]!;
      found[place]!++;
    });
    if ((query + 1) % PANEL === 0) await reach(query + 1);
  }
  const confusion = confusionOf(labels.values, labels.names.length, queries, top);
  return { queries, ap, map: meanOf(ap), gallery, depth, top, found, hubness: hubness(found, queries.length, depth), confusion };
}

/**
 * Every test item as a query, in both directions; own pair, shared images and classes count as in an evaluation.
 * @throws a refusal where the dataset has no test items, RangeError where the model lacks the score, what `reach` throws
 */
export async function lookAtTest(looking: Looking): Promise<Insights> {
  const start = performance.now();
  const { dataset, model, score, reach } = looking;
  const texts = rowsOfSplit(dataset.items, 'test');
  if (texts.length === 0) refuse('Looking at the test set: expected test items, the dataset has none.', 'Mark some items as "test".');
  const images = rowsOnce(dataset, texts, 'image');
  const total = images.length + texts.length;
  const i2t = await direction(looking, images, texts, ['image', 'text'], (done) => reach(done, total));
  const t2i = await direction(looking, texts, images, ['text', 'image'], (done) => reach(images.length + done, total));
  return { model: model.info, score, directions: { i2t, t2i }, elapsedMs: performance.now() - start };
}
