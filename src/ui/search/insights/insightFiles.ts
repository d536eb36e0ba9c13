/** What a look at the test set found, as CSV and JSON. */
import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { toCsv, type Cell } from '../../parts/csv';
import { classNamesOf } from '../../parts/itemClasses';
import { hubsOf, rankedQueries } from './lists';
import { directions } from './words';

export type InsightPart = 'queries' | 'classes' | 'hubs';

interface Shown {
  summary: DatasetSummary;
  insights: Insights;
}

type Row = Record<string, string | number | null>;

const itemOf = (summary: DatasetSummary, row: number) => ({ id: summary.items[row]!.id, class: classNamesOf(summary, row).join(', '), caption: summary.items[row]!.caption });

function queryRows({ summary, insights }: Shown): Row[] {
  return directions.flatMap((direction) => {
    const { depth, ...found } = insights.directions[direction];
    const firstOf = new Map(Array.from(found.queries, (row, i) => [row, found.top[i * depth]!]));
    return rankedQueries(found, 'worst').map(({ row, ap }) => ({ direction, ...itemOf(summary, row), averagePrecision: ap, firstFound: summary.items[firstOf.get(row)!]!.id }));
  });
}

function classRows({ summary: { classNames }, insights }: Shown): Row[] {
  return directions.flatMap((direction) => {
    const { shares, queries } = insights.directions[direction].confusion;
    return shares.map(({ query, found, share }) => ({ direction, class: classNames[query]!, found: classNames[found]!, share, queries: queries[query]! }));
  });
}

function hubRows({ summary, insights }: Shown): Row[] {
  return directions.flatMap((direction) => hubsOf(insights.directions[direction]).map(({ row, found }) => ({ direction, ...itemOf(summary, row), foundBy: found })));
}

const rowsOf: Record<InsightPart, (shown: Shown) => Row[]> = { queries: queryRows, classes: classRows, hubs: hubRows };

const headers: Record<InsightPart, string[]> = {
  queries: ['direction', 'id', 'class', 'averagePrecision', 'firstFound', 'caption'],
  classes: ['direction', 'class', 'found', 'share', 'queries'],
  hubs: ['direction', 'id', 'class', 'foundBy', 'caption'],
};

export function insightCsv(part: InsightPart, shown: Shown): string {
  return toCsv(headers[part], rowsOf[part](shown).map((row) => headers[part].map((name): Cell => row[name])));
}

export function insightJson(part: InsightPart, shown: Shown): string {
  const { summary, insights: { model, score, directions: found } } = shown;
  const told = directions.map((direction) => {
    const { map, depth, hubness, queries, gallery } = found[direction];
    return { direction, queries: queries.length, gallery: gallery.length, depth, ...(part === 'queries' ? { map } : part === 'hubs' ? { hubness } : {}) };
  });
  return JSON.stringify({ dataset: summary.name, split: 'test', model, score, directions: told, [part]: rowsOf[part](shown) }, null, 1);
}
