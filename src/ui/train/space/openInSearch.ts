import { FIRST_HITS, useSearch } from '../../../state/search';
import type { Spot } from '../../../state/mapView';
import { useView } from '../../../state/view';

/** Goes to Search and asks with an item of the map. */
export function openInSearch({ modality, row }: Spot): void {
  useSearch.getState().setPicture(null);
  useSearch.setState({ limit: FIRST_HITS });
  const { choose, go } = useView.getState();
  choose({ direction: modality === 'image' ? 'i2t' : 't2i', query: { kind: 'item', row } });
  go('search');
}

/** Goes to Search, which answers with the selected pairs alone, whatever their split. */
export function searchAmongSelected(): void {
  const { choose, go } = useView.getState();
  choose({ gallery: 'all' });
  go('search');
}
