import { askWith } from '../../../state/asking';
import type { Spot } from '../../../state/mapView';
import { useView } from '../../../state/view';

/** Goes to Search and asks with an item of the map. */
export function openInSearch({ modality, row }: Spot): void {
  askWith({ kind: 'item', modality, row, weight: 1 });
  useView.getState().go('search');
}

/** Goes to Search, which answers with the selected pairs alone, whatever their split. */
export function searchAmongSelected(): void {
  const { choose, go } = useView.getState();
  choose({ gallery: 'all' });
  go('search');
}
