/** The test split, asked both ways. */
import type { Dataset } from '../bundle/dataset';
import { selectLabels } from '../retrieval/labels';
import { chanceMap, evaluateDirection } from '../retrieval/metrics';
import { selectRows, type ScoreKind } from '../retrieval/scores';
import { rowsOfSplit } from './pairs';
import type { Evaluation } from './protocol';
import type { SearchModel } from './searchModel';

/** Every score of a model with the test items as queries and as gallery. */
export function evaluateModel({ items, labels }: Dataset, { info, space }: SearchModel): Evaluation {
  const rows = rowsOfSplit(items, 'test');
  const [image, text] = [selectRows(space.image, rows), selectRows(space.text, rows)];
  const classes = selectLabels(labels.values, rows);
  const both = (kind: ScoreKind) => {
    const weight = info.fusedWeight ?? 1;
    const one = (queries: typeof image, gallery: typeof image) => evaluateDirection(queries, gallery, classes, labels.names.length, kind, weight);
    return { i2t: one(image, text), t2i: one(text, image) };
  };
  return {
    model: info,
    split: 'test',
    queries: rows.length,
    chance: chanceMap(classes),
    scores: Object.fromEntries(info.scores.map((kind) => [kind, both(kind)])),
  };
}
