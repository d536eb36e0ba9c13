import { useEffect, useRef } from 'react';
import { useDataset } from '../../state/dataset';
import { useGallery } from '../../state/gallery';
import { useSearch } from '../../state/search';

/** Asks when the question has changed by its words or pictures, when what answers has, the own items or the dataset. @param version of what answers */
export function useQuestion<Q>(question: Q | null, ask: (question: Q) => void, version = ''): void {
  const summary = useDataset((state) => state.summary);
  const pictures = useSearch((state) => state.pictures);
  const own = useGallery((state) => state.version);
  const newest = useRef(question);
  const key = JSON.stringify([question, version, own]);
  useEffect(() => {
    newest.current = question;
  });
  useEffect(() => {
    if (newest.current !== null && summary) ask(newest.current);
  }, [key, pictures, summary, ask]);
}
