/** Asks with every test item, both ways, and tells which queries fail, which classes are mixed up and which items crowd in. */
import type { Dataset } from '../../bundle/dataset';
import { relatedRows } from '../../retrieval/labels';
import { firstOfImage } from '../../retrieval/metrics';
import { scoredAp } from '../../retrieval/scoredAp';
import { scoreQuery, selectRows, type Direction, type Modality, type ScoreKind } from '../../retrieval/scores';
import type { ModelShelf } from '../models/shelf';
import { nextTask } from '../nextTask';
import { rowsOfSplit } from '../pairs';
import { refuse } from '../problem';
import { confusionOf } from './confusion';
import { hubness } from './hubness';
import type { DirectionInsights, Insights, InsightsRequest } from './insightTypes';
import type { SearchModel } from './searchModel';

export const FIRST = 10;
/** Work between two looks at what else has come in. */
const TURN_MS = 20;

/** Places of the `depth` largest scores, falling; of equal ones the earlier place comes first. */
export function firstPlaces(scores: Float32Array, depth: number): Int32Array {
  const places = new Int32Array(depth).fill(-1);
  let least = -Infinity;
  for (let place = 0, held = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (held === depth && score <= least) continue;
    let at = held < depth ? held++ : depth - 1;
    for (; at > 0 && scores[places[at - 1]!]! < score; at--) places[at] = places[at - 1]!;
    places[at] = place;
    if (held === depth) least = scores[places[depth - 1]!]!;
  }
  return places;
}

/** What a look goes by, and how it gives way. */
export interface Looking {
  dataset: Dataset;
  model: SearchModel;
  score: ScoreKind;
  /** Of all queries of both directions. */
  tell(done: number, total: number): void;
  /** True where nobody waits for it any more. */
  ended(): boolean;
}

function rowsAsked({ images }: Dataset, rows: Int32Array, modality: Modality): Int32Array {
  if (!images || modality === 'text') return rows;
  const first = firstOfImage(rows.map((row) => images[row]!));
  return rows.filter((_, i) => first[i] === 1);
}

/** One query: its AP, and the places that it finds first. */
function asker({ dataset, model, score }: Looking, queries: Int32Array, gallery: Int32Array, [from, to]: [Modality, Modality], depth: number) {
  const [asked, searched] = [selectRows(model.space[from], queries), selectRows(model.space[to], gallery)];
  const related = new Uint8Array(gallery.length);
  return (query: number): { ap: number; places: Int32Array } => {
    const scores = scoreQuery(asked, query, searched, score, model.info.fusedWeight ?? 1);
    const sharing = relatedRows(dataset.labels.values, queries[query]!);
    for (let place = 0; place < gallery.length; place++) related[place] = sharing[gallery[place]!]!;
    return { ap: scoredAp(scores, related), places: firstPlaces(scores, depth) };
  };
}

function meanOf(ap: Float64Array): number {
  const judged = ap.filter((value) => !Number.isNaN(value));
  return judged.reduce((sum, value) => sum + value, 0) / judged.length;
}

/** Yields after each query. */
function* direction(looking: Looking, rows: Int32Array, ways: [Modality, Modality]): Generator<void, DirectionInsights> {
  const { labels } = looking.dataset;
  const [queries, gallery] = [rowsAsked(looking.dataset, rows, ways[0]), rowsAsked(looking.dataset, rows, ways[1])];
  const depth = Math.min(FIRST, gallery.length);
  const one = asker(looking, queries, gallery, ways, depth);
  const [ap, top, found] = [new Float64Array(queries.length), new Int32Array(queries.length * depth), new Int32Array(gallery.length)];
  for (let query = 0; query < queries.length; query++) {
    const answer = one(query);
    ap[query] = answer.ap;
    answer.places.forEach((place, i) => {
      top[query * depth + i] = gallery[place]!;
      found[place]!++;
    });
    yield;
  }
  const confusion = confusionOf(labels.values, labels.names.length, queries, top);
  return { queries, ap, map: meanOf(ap), gallery, depth, top, found, hubness: hubness(found), confusion };
}

/** Goes through the steps and gives way now and then; null where it was ended. */
async function inTurns<T>(steps: Generator<void, T>, ended: () => boolean, step: () => void): Promise<T | null> {
  let since = performance.now();
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    step();
    if (performance.now() - since < TURN_MS) continue;
    await nextTask();
    if (ended()) return null;
    since = performance.now();
  }
}

/**
 * Every test item as a query, in both directions; own pair, shared images and classes count as in an evaluation.
 * @returns null where it was ended
 * @throws a refusal where the dataset has no test items, RangeError where the model lacks the score
 */
export async function lookAtTest(looking: Looking): Promise<Insights | null> {
  const start = performance.now();
  const { dataset, model, score, ended, tell } = looking;
  const rows = rowsOfSplit(dataset.items, 'test');
  if (rows.length === 0) refuse('Looking at the test set: expected test items, the dataset has none.', 'Mark some items as "test".');
  const total = rowsAsked(dataset, rows, 'image').length + rows.length;
  let done = 0;
  const one = (ways: [Modality, Modality]) => inTurns(direction(looking, rows, ways), ended, () => tell(++done, total));
  const i2t = await one(['image', 'text']);
  const t2i = i2t && (await one(['text', 'image']));
  if (!i2t || !t2i) return null;
  const directions: Record<Direction, DirectionInsights> = { i2t, t2i };
  return { model: model.info, score, directions, elapsedMs: performance.now() - start };
}

const TELL_MS = 100;

/** One look at a time: a newer one, another dataset or another model under its key ends the one before. */
export class InsightsDesk {
  private newest = 0;

  constructor(
    private readonly dataset: () => Dataset,
    private readonly shelf: ModelShelf,
    private readonly tell: (id: number, done: number, total: number) => void,
  ) {}

  /** Null where it was ended. A later epoch of the model's own run does not end it. */
  look({ id, model: key, score }: InsightsRequest): Promise<Insights | null> {
    const [own, dataset, model] = [++this.newest, this.dataset(), this.shelf.open(key)];
    const moved = () => this.dataset() !== dataset || this.shelf.get(key)?.info.runId !== model.info.runId;
    let toldAt = performance.now();
    const tell = (done: number, total: number) => {
      if (performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      this.tell(id, done, total);
    };
    return lookAtTest({ dataset, model, score, tell, ended: () => own !== this.newest || moved() });
  }

  cancel(): null {
    this.newest++;
    return null;
  }
}
