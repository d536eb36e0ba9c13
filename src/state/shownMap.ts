import type { SpaceMap } from '../worker/map/protocol';
import type { MapKind } from './map';

/** The map that is seen: UMAP's where that is chosen and there, else the principal axes. */
export function shownMap({ kind, axes, umap }: { kind: MapKind; axes: SpaceMap | null; umap: SpaceMap | null }): SpaceMap | null {
  return kind === 'umap' && umap ? umap : axes;
}
