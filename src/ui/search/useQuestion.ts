import { useEffect, useRef } from 'react';
import { useDataset } from '../../state/dataset';

/** Asks when the question has changed by its words, when what answers has, or the dataset. @param version of what answers */
export function useQuestion<Q>(question: Q | null, ask: (question: Q) => void, version = ''): void {
  const summary = useDataset((state) => state.summary);
  const newest = useRef(question);
  const key = JSON.stringify([question, version]);
  useEffect(() => {
    newest.current = question;
  });
  useEffect(() => {
    if (newest.current !== null && summary) ask(newest.current);
  }, [key, summary, ask]);
}
