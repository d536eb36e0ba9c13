/** How the query of Search is changed; the address follows. Parts are counted through the address's, then the pictures. */
import type { LinkedPart, SearchTab } from './searchAddress';
import { useSelection } from './selection';
import { useSearch } from './search';
import type { UrlState } from './urlState';
import { useView } from './view';

/** The way of looking at answers stays; the test set and own items are no answers. */
const answers = (): SearchTab => {
  const { show } = useView.getState();
  return show === 'mine' || show === 'test' ? 'results' : show;
};

/** This alone is asked. */
export function askWith(part: LinkedPart): void {
  useSearch.getState().clearPictures();
  useView.getState().choose({ query: [part], target: null, show: answers() });
}

/** This alone is asked, of all test items; going back leads to where it was found. */
export function askTestSet(part: LinkedPart, choices: Pick<UrlState, 'model' | 'score'>): void {
  const { go, choose } = useView.getState();
  useSelection.getState().clear();
  go('search');
  choose({ ...choices, gallery: 'test', classes: [] });
  askWith(part);
}

/** This picture alone is asked. */
export function askWithPicture(picture: Blob): void {
  const { clearPictures, addPicture } = useSearch.getState();
  clearPictures();
  addPicture(picture);
  useView.getState().choose({ query: [], target: null, show: answers() });
}

export function addPart(part: LinkedPart): void {
  const { query, choose } = useView.getState();
  choose({ query: [...query, part] });
}

export function replacePart(index: number, part: LinkedPart): void {
  const { query, choose } = useView.getState();
  choose({ query: query.map((other, i) => (i === index ? part : other)) });
}

export function removePart(index: number): void {
  const { query, choose } = useView.getState();
  const picture = useSearch.getState().pictures[index - query.length];
  if (picture) useSearch.getState().removePicture(picture.id);
  else choose({ query: query.filter((_, i) => i !== index) });
}

export function weighPart(index: number, weight: number): void {
  const { query } = useView.getState();
  const picture = useSearch.getState().pictures[index - query.length];
  if (picture) useSearch.getState().weighPicture(picture.id, weight);
  else replacePart(index, { ...query[index]!, weight });
}
