import { useEffect, useState } from 'react';

const AT_ONCE = 20;

/** How many rows of a long list to draw: some at a time, so that no turn of the page is long. */
export function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(AT_ONCE);
  useEffect(() => {
    if (drawn >= total) return;
    const timer = setTimeout(() => setDrawn(drawn + AT_ONCE), 0);
    return () => clearTimeout(timer);
  }, [drawn, total]);
  return Math.min(drawn, total);
}
