import { chartHeader, chartRows } from '../chartRows';
import type { Drawing } from '../drawing';
import { csvParts, listJson, objectJson } from './textFile';

/** Every point that a chart shows, as CSV. */
export const chartCsv = (drawing: Drawing): Iterable<string> => csvParts(chartHeader(drawing), chartRows(drawing, 1));

/** The same as JSON, with the axis that it is drawn over. */
export function chartJson(drawing: Drawing): Iterable<string> {
  const { figure, x, stretch, logX, logY, smoothing } = drawing;
  const header = chartHeader(drawing);
  const unit = x.name === 'time' ? 'seconds' : x.name;
  const axis = JSON.stringify({ unit, from: stretch.from, to: stretch.to, log: logX });
  return objectJson([
    ['chart', [JSON.stringify(figure.title)]],
    ['x', [axis]],
    ['logY', [String(logY)]],
    ['smoothing', [String(smoothing)]],
    ['points', listJson(pointTexts(header, drawing))],
  ]);
}

function* pointTexts(header: readonly string[], drawing: Drawing): Generator<string[]> {
  for (const row of chartRows(drawing, 1)) yield [JSON.stringify(Object.fromEntries(header.map((name, i) => [name, row[i]])))];
}
