import { useState } from 'react';
import { explain } from '../../state/problems';
import { rankedHits } from '../../state/search';
import type { DatasetSummary, Hit, SearchRequest, SearchResult } from '../../worker/protocol';
import { toCsv } from '../parts/csv';
import { download } from '../parts/download';
import { count } from '../parts/format';
import { classNamesOf } from '../parts/itemClasses';

/** More than a person reads; the ranks before them are exported. */
const MOST = 10_000;

interface ResultExportProps {
  summary: DatasetSummary;
  request: SearchRequest;
  result: SearchResult;
}

const columns = ['rank', 'modality', 'id', 'class', 'split', 'score', 'relevant', 'rankBeside', 'caption'] as const;

function tableOf(summary: DatasetSummary, hits: readonly Hit[]) {
  return hits.map(({ modality, row, own, rank, score, relevant, rankBeside }) => {
    if (own) return { rank, modality, id: own.id, class: '', split: 'mine', score, relevant, rankBeside, caption: own.caption };
    const { id, caption, split } = summary.items[row]!;
    return { rank, modality, id, class: classNamesOf(summary, row).join(', '), split, score, relevant, rankBeside, caption };
  });
}

type Table = ReturnType<typeof tableOf>;

const cells = (table: Table) => table.map((line) => columns.map((column) => line[column]));

/** Cells apart by tabs, as spreadsheets paste them. */
const toTabs = (table: Table): string => [[...columns], ...cells(table)].map((line) => line.map((cell) => String(cell ?? '').replace(/\s+/g, ' ')).join('\t')).join('\n');

function toJson({ request, result, summary }: ResultExportProps, hits: Table): string {
  const query = request.query.map((part) => (part.kind === 'picture' ? { kind: part.kind, weight: part.weight } : part));
  return JSON.stringify({ dataset: summary.name, request: { ...request, query }, model: result.model, judgement: result.judgement, hits }, null, 1);
}

/** All results, up to ten thousand, to the clipboard or into a file. */
export function ResultExport(props: ResultExportProps) {
  const { summary, result } = props;
  const [news, setNews] = useState('');
  const give = async (to: (table: Table) => void | Promise<void>, done: string) => {
    try {
      const table = tableOf(summary, await rankedHits(MOST));
      await to(table);
      setNews(`${done} ${count(table.length)} of ${count(result.total)} results.`);
    } catch (error) {
      const { message, advice } = explain(error);
      setNews(`${message} ${advice ?? ''}`);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void give((table) => navigator.clipboard.writeText(toTabs(table)), 'Copied')}>
        Copy results
      </button>
      <button type="button" onClick={() => void give((table) => download('alscor-results.csv', toCsv([...columns], cells(table)), 'text/csv'), 'Saved')}>
        Results as CSV
      </button>
      <button type="button" onClick={() => void give((table) => download('alscor-results.json', toJson(props, table), 'application/json'), 'Saved')}>
        Results as JSON
      </button>
      <span role="status" className="muted">
        {news}
      </span>
    </>
  );
}
