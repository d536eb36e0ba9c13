import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { download } from '../../parts/download';
import { insightCsv, insightJson, type InsightPart } from './insightFiles';

interface InsightExportProps {
  part: InsightPart;
  summary: DatasetSummary;
  insights: Insights;
}

const names: Record<InsightPart, string> = { queries: 'Queries', classes: 'Classes', hubs: 'Hubs' };

export function InsightExport({ part, summary, insights }: InsightExportProps) {
  const name = `alscor-test-${part}`;
  return (
    <div className="buttons">
      <button type="button" className="quiet" onClick={() => download(`${name}.csv`, insightCsv(part, { summary, insights }), 'text/csv')}>
        {names[part]} as CSV
      </button>
      <button type="button" className="quiet" onClick={() => download(`${name}.json`, insightJson(part, { summary, insights }), 'application/json')}>
        {names[part]} as JSON
      </button>
    </div>
  );
}
