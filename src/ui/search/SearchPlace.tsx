import { useEffect } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { useDataset } from '../../state/dataset';
import { askWithPicture } from '../../state/asking';
import { useSearch } from '../../state/search';
import type { Asked } from '../../state/searchRequest';
import { useView } from '../../state/view';
import { useGallery } from '../../state/gallery';
import { Message } from '../parts/Notices';
import { randomTestRow } from './filterRows';
import { PresentQuery } from './PresentQuery';
import { QueryPanel } from './QueryPanel';
import { SearchControls } from './SearchControls';
import { SearchTabs } from './SearchTabs';
import { SelectionChip } from './SelectionChip';
import { useAsked } from './useAsked';

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

export function SearchPlace() {
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
        <SearchTabs summary={summary} />
      </div>
    </div>
  );
}
