import { useEffect } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { useDataset } from '../../state/dataset';
import { useModels } from '../../state/models';
import { askWithPicture } from '../../state/asking';
import { FIRST_HITS, pictureParts, useSearch } from '../../state/search';
import { buildRequest, type Asked } from '../../state/searchRequest';
import { useSelection } from '../../state/selection';
import type { SearchTab } from '../../state/searchAddress';
import { useView } from '../../state/view';
import { useGallery } from '../../state/gallery';
import { Later } from '../parts/Later';
import { Message } from '../parts/Notices';
import { randomTestRow } from './filterRows';
import { PresentQuery } from './PresentQuery';
import { QueryPanel } from './QueryPanel';
import { OwnProgress } from './own/OwnProgress';
import { Results } from './Results';
import { SearchControls } from './SearchControls';
import { SelectionChip } from './SelectionChip';

function useAsked(summary: DatasetSummary | null): Asked | null {
  const view = useView();
  const models = useModels((state) => state.models);
  const pictures = useSearch((state) => state.pictures);
  const selected = useSelection((state) => state.rows);
  return summary && buildRequest(view, models, pictureParts(pictures), summary.count, FIRST_HITS, selected);
}

/** Sends the request whenever it, the model that answers or the dataset has changed. */
function useSearching(asked: Asked | null, summary: DatasetSummary | null): void {
  const pictures = useSearch((state) => state.pictures);
  const search = useSearch((state) => state.search);
  const version = useGallery((state) => state.version);
  const own = asked !== null && (asked.request.gallery === 'own' || asked.request.gallery === 'all' || asked.request.query.some(({ kind }) => kind === 'own'));
  const key = asked && JSON.stringify([asked.request, asked.model.epoch, asked.model.runId, own && version]);
  useEffect(() => {
    if (asked) search(asked.request);
  }, [key, pictures, summary]);
}

function useDefaultQuery(summary: DatasetSummary | null): void {
  const query = useView((state) => state.query);
  const pictures = useSearch((state) => state.pictures.length);
  const missing = query.every((part) => part.kind === 'item' && part.row >= (summary?.count ?? 0));
  useEffect(() => {
    if (summary && missing && pictures === 0) useView.getState().choose({ query: [{ kind: 'item', modality: 'image', row: randomTestRow(summary), weight: 1 }], target: null });
  }, [summary, missing, pictures]);
}

/** A pasted picture asks, where the dataset can encode it. */
function usePastedPicture(summary: DatasetSummary | null): void {
  useEffect(() => {
    if (!summary?.encodesPictures) return;
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const file = Array.from(clipboardData?.files ?? []).find(({ type }) => type.startsWith('image/'));
      if (file) askWithPicture(file);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [summary]);
}

const loadInsights = () => import('./insights/InsightsPanel');
const loadOwn = () => import('./own/OwnPanel');

const tabs: { name: SearchTab; label: string }[] = [
  { name: 'results', label: 'Results' },
  { name: 'mine', label: 'My items' },
  { name: 'test', label: 'Test set' },
];

function Tabs() {
  const { show, choose } = useView();
  return (
    <div className="segments tabs" role="group" aria-label="Shown in Search">
      {tabs.map(({ name, label }) => (
        <button key={name} type="button" aria-pressed={show === name} onClick={() => choose({ show: name })}>
          {label}
        </button>
      ))}
    </div>
  );
}

export function SearchPlace() {
  const show = useView((state) => state.show);
  const summary = useDataset((state) => state.summary);
  const problem = useSearch((state) => state.problem);
  const asked = useAsked(summary);
  useDefaultQuery(summary);
  useSearching(asked, summary);
  usePastedPicture(summary);
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
        <Tabs />
        <OwnProgress />
        {show === 'test' ? <Later key="test" load={loadInsights} /> : show === 'mine' ? <Later load={loadOwn} /> : <Results summary={summary} />}
      </div>
    </div>
  );
}
