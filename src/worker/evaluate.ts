/** The test split, asked both ways. */
import type { Dataset } from '../bundle/dataset';
import { selectLabels } from '../retrieval/labels';
import { chanceMap, evaluateDirection, type RetrievalMetrics, type SharedImages } from '../retrieval/metrics';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import { rowsOfSplit } from './pairs';
import type { Evaluation } from './protocol';
import type { SearchModel } from './search/searchModel';

/** A space of all items, and the scores by which it ranks. */
interface Scored {
  space: Space;
  scores: ScoreKind[];
  fusedWeight: number | null;
}

/** Every score both ways, with the items of `rows` as queries and as gallery. */
export function evaluateSpace({ labels, images }: Dataset, { space, scores, fusedWeight }: Scored, rows: Int32Array): Partial<Record<ScoreKind, Record<Direction, RetrievalMetrics>>> {
  const [image, text] = [selectRows(space.image, rows), selectRows(space.text, rows)];
  const classes = selectLabels(labels.values, rows);
  const of = images && rows.map((row) => images[row]!);
  const both = (kind: ScoreKind) => {
    const one = (queries: typeof image, gallery: typeof image, side: SharedImages['side']) =>
      evaluateDirection(queries, gallery, classes, labels.names.length, kind, fusedWeight ?? 1, of && { of, side });
    return { i2t: one(image, text, 'queries'), t2i: one(text, image, 'gallery') };
  };
  return Object.fromEntries(scores.map((kind) => [kind, both(kind)]));
}

/** Every score of a model on the test items. */
export function evaluateModel(dataset: Dataset, { info, space }: SearchModel): Evaluation {
  const rows = rowsOfSplit(dataset.items, 'test');
  return {
    model: info,
    split: 'test',
    queries: rows.length,
    chance: chanceMap(selectLabels(dataset.labels.values, rows)),
    scores: evaluateSpace(dataset, { space, scores: info.scores, fusedWeight: info.fusedWeight }, rows),
  };
}
