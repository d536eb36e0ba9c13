import { create } from 'zustand';
import type { Modality } from '../retrieval/scores';
import { useDataset } from './dataset';

export type Colouring = 'class' | 'modality';

/** One point of the map, whichever map it is on. */
export interface Spot {
  modality: Modality;
  row: number;
}

interface MapViewState {
  colouring: Colouring;
  /** Categories of the legend that stand out; none: all do. */
  lit: ReadonlySet<number>;
  /** What dragging does. */
  tool: 'move' | 'select';
  /** Under the pointer. */
  hovered: Spot | null;
  /** Chosen by a click or with the arrow keys. */
  active: Spot | null;
  colourBy(colouring: Colouring): void;
  light(category: number): void;
}

const usual = (): Colouring => (useDataset.getState().summary?.classNames.length === 0 ? 'modality' : 'class');

/** How the map is looked at. */
export const useMapView = create<MapViewState>()((set, get) => ({
  colouring: usual(),
  lit: new Set(),
  tool: 'move',
  hovered: null,
  active: null,
  colourBy: (colouring) => set({ colouring, lit: new Set() }),
  light: (category) => {
    const lit = new Set(get().lit);
    if (!lit.delete(category)) lit.add(category);
    set({ lit });
  },
}));

useDataset.subscribe(({ summary }, before) => {
  if (summary !== before.summary) useMapView.setState({ lit: new Set(), hovered: null, active: null, colouring: usual() });
});
