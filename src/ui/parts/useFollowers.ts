import { useEffect } from 'react';
import { followSettings } from '../../state/settings';
import { stay } from '../../state/staying';

/** What goes on in every place: settings and address in step, the page awake while one goes on. */
export function useFollowers(): void {
  useEffect(() => {
    const endings = [followSettings(), stay()];
    return () => endings.forEach((end) => end());
  }, []);
}
