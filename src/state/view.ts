import { create } from 'zustand';
import { formatHash, parseHash, type Place, type UrlState } from './urlState';

interface ViewState extends UrlState {
  go(place: Place): void;
  /** Changes choices of the search; the address follows. */
  choose(choices: Partial<UrlState>): void;
}

const start = parseHash(globalThis.location?.hash ?? '');

/** Where the visitor is and what is searched for: the part of the state that a link carries. */
export const useView = create<ViewState>()((set) => ({
  ...start,
  go: (place) => {
    set({ place });
    history.pushState(null, '', formatHash(useView.getState()));
  },
  choose: (choices) => {
    set(choices);
    history.replaceState(null, '', formatHash(useView.getState()));
  },
}));

/**
 * Follows the address when the visitor goes back or edits it, but for the dataset: the address keeps telling the one that is there.
 * @param onDataset the address named another dataset of the library
 */
export function followAddress(onDataset: (id: string) => void): void {
  const follow = () => {
    const { dataset, choose } = useView.getState();
    const wanted = parseHash(location.hash);
    choose({ ...wanted, dataset });
    if (wanted.dataset !== null && wanted.dataset !== dataset) onDataset(wanted.dataset);
  };
  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);
}
