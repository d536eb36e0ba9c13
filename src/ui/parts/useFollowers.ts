import { useEffect } from 'react';
import { followPace } from '../../state/pace';
import { followSettings } from '../../state/settings';
import { stay } from '../../state/staying';

/** What goes on in every place: settings and address in step, runs at the chosen pace, the page awake while one goes on. */
export function useFollowers(): void {
  useEffect(() => {
    const endings = [followSettings(), followPace(), stay()];
    return () => endings.forEach((end) => end());
  }, []);
}
