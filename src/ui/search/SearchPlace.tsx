import { useEffect } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { useDataset } from '../../state/dataset';
import { askWithPicture } from '../../state/asking';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import { Message } from '../parts/Notices';
import { randomTestRow } from './filterRows';
import { PresentQuery } from './PresentQuery';
import { QueryPanel } from './QueryPanel';
import { SearchControls } from './SearchControls';
import { SearchTabs } from './SearchTabs';
import { SelectionChip } from './SelectionChip';
import { useAsked } from './useAsked';
import { useQuestion } from './useQuestion';

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
  useQuestion(asked?.request ?? null, useSearch((state) => state.search), asked ? `${asked.model.runId} ${asked.model.epoch}` : '');
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
