import type { KeyboardEvent } from 'react';
import { useMap } from '../../../state/map';
import { pointOf, spotOf } from '../../../state/mapSpots';
import { useMapView } from '../../../state/mapView';
import { useSelection } from '../../../state/selection';
import { shownMap } from '../../../state/shownMap';
import { neighbourToward, type Toward } from './hits';
import { openInSearch } from './openInSearch';
import type { MapStage } from './stage';

const arrows: Record<string, Toward> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

const ZOOM = 1.4;

/** From the point that is active to its neighbour; to the middle of what is seen where none is. */
function step(stage: MapStage, toward: Toward): void {
  const map = shownMap(useMap.getState());
  if (!map) return;
  const { active } = useMapView.getState();
  const from = active && pointOf(map, active);
  const next = from === null ? nearestTo(map.positions, stage.camera) : neighbourToward(map.positions, from, toward);
  if (next === null) return;
  useMapView.setState({ active: spotOf(map, next) });
  stage.reveal(next);
}

function nearestTo(positions: Float32Array, { x, y }: { x: number; y: number }): number {
  const distance = (point: number) => (positions[2 * point]! - x) ** 2 + (positions[2 * point + 1]! - y) ** 2;
  let best = 0;
  for (let point = 1; 2 * point < positions.length; point++) if (distance(point) < distance(best)) best = point;
  return best;
}

function leave(): void {
  if (useMapView.getState().active) useMapView.setState({ active: null });
  else useSelection.getState().clear();
}

/** @returns whether the key means something here */
function act(stage: MapStage, key: string): boolean {
  const { active } = useMapView.getState();
  const toward = arrows[key];
  if (toward) step(stage, toward);
  else if (key === 'Enter' && active) openInSearch(active);
  else if (key === ' ' && active) useSelection.getState().toggle(active.row);
  else if (key === '+' || key === '=') stage.zoom(ZOOM);
  else if (key === '-') stage.zoom(1 / ZOOM);
  else if (key === '0') stage.whole();
  else if (key === 'Escape') leave();
  else return false;
  return true;
}

export function useMapKeys(stage: MapStage | null): (event: KeyboardEvent) => void {
  return (event) => {
    if (stage && !event.ctrlKey && !event.metaKey && !event.altKey && act(stage, event.key)) event.preventDefault();
  };
}
