import type { Dataset, FeatureMatrix } from '../bundle/dataset';
import { viewRows } from '../alscor/data';
import { isMultiLabel, type ItemLabels } from '../retrieval/labels';
import { rowsOfSplit } from '../worker/pairs';

function clearedFeatures(matrix: FeatureMatrix, rows: Int32Array, count: number): FeatureMatrix {
  const { dims } = matrix;
  const data = matrix.data.slice();
  for (const row of viewRows(rows, count, matrix.views.length)) data.fill(0, row * dims, (row + 1) * dims);
  return { ...matrix, data };
}

function clearedLabels(labels: ItemLabels, rows: Int32Array): ItemLabels {
  if (!isMultiLabel(labels)) {
    const values = labels.slice();
    for (const row of rows) values[row] = 0;
    return values;
  }
  const { values, classes } = labels;
  const cleared = values.slice();
  for (const row of rows) cleared.fill(0, row * classes, (row + 1) * classes);
  return { values: cleared, classes };
}

/** A copy whose test items keep their rows and hold zeros, so that nothing can depend on them. */
export function hideTestItems(dataset: Dataset): Dataset {
  const { image, text, labels, items, count } = dataset;
  const rows = rowsOfSplit(items, 'test');
  return {
    ...dataset,
    image: clearedFeatures(image, rows, count),
    text: clearedFeatures(text, rows, count),
    labels: { ...labels, values: clearedLabels(labels.values, rows) },
  };
}
