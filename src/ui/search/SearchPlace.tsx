import { useEffect } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { useDataset } from '../../state/dataset';
import { useModels } from '../../state/models';
import { useSearch } from '../../state/search';
import { buildRequest, type Asked } from '../../state/searchRequest';
import { useSelection } from '../../state/selection';
import { useView } from '../../state/view';
import { Message } from '../parts/Notices';
import { randomTestRow } from './filterRows';
import { PresentQuery } from './PresentQuery';
import { QueryPanel } from './QueryPanel';
import { Results } from './Results';
import { SearchControls } from './SearchControls';
import { SelectionChip } from './SelectionChip';

function useAsked(summary: DatasetSummary | null): Asked | null {
  const view = useView();
  const models = useModels((state) => state.models);
  const picture = useSearch((state) => state.picture?.blob ?? null);
  const limit = useSearch((state) => state.limit);
  const selected = useSelection((state) => state.rows);
  return summary && buildRequest(view, models, picture, summary.count, limit, selected);
}

/** Sends the request whenever it, the model that answers or the dataset has changed. */
function useSearching(asked: Asked | null, summary: DatasetSummary | null): void {
  const picture = useSearch((state) => state.picture);
  const search = useSearch((state) => state.search);
  const key = asked && JSON.stringify([asked.request, asked.model.epoch, asked.model.runId]);
  useEffect(() => {
    if (asked) search(asked.request);
  }, [key, picture, summary]);
}

function useDefaultQuery(summary: DatasetSummary | null): void {
  const { query, choose } = useView();
  const picture = useSearch((state) => state.picture);
  const missing = !query || (query.kind === 'item' && query.row >= (summary?.count ?? 0));
  useEffect(() => {
    if (summary && missing && !picture) choose({ query: { kind: 'item', row: randomTestRow(summary) } });
  }, [summary, missing, picture, choose]);
}

export function SearchPlace() {
  const summary = useDataset((state) => state.summary);
  const problem = useSearch((state) => state.problem);
  const asked = useAsked(summary);
  useDefaultQuery(summary);
  useSearching(asked, summary);
  if (!summary) return <p className="muted">The dataset is loading; then images and texts can be searched here.</p>;
  return (
    <div className="search-place">
      <h1 className="visually-hidden">Search</h1>
      <QueryPanel summary={summary} />
      <div className="answers">
        <PresentQuery summary={summary} />
        <SearchControls asked={asked} />
        <SelectionChip />
        {problem && (
          <div className="notice bad" role="alert">
            <Message {...problem} />
          </div>
        )}
        <Results summary={summary} />
      </div>
    </div>
  );
}
