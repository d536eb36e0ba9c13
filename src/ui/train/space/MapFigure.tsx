import { useEffect, useRef, useState } from 'react';
import { useDataset } from '../../../state/dataset';
import { useMap } from '../../../state/map';
import { pointOf, rowsOf, spotOf } from '../../../state/mapSpots';
import { useMapView } from '../../../state/mapView';
import { useSelection } from '../../../state/selection';
import { shownMap } from '../../../state/shownMap';
import { followPointers } from './gestures';
import { followTheme, readInks } from './inks';
import { useMapKeys } from './mapKeys';
import { MapStage } from './stage';
import { ZoomButtons } from './ZoomButtons';

/** Draws what the stores hold; a change of what is seen draws again without React. */
function followStores(stage: MapStage, box: HTMLElement): () => void {
  let inks = readInks();
  const mark = () => {
    const map = shownMap(useMap.getState());
    const { hovered, active } = useMapView.getState();
    stage.mark({ hovered: map && hovered && pointOf(map, hovered), active: map && active && pointOf(map, active) });
  };
  const show = () => {
    const map = shownMap(useMap.getState());
    const { summary, sheets } = useDataset.getState();
    if (!map || !summary) return;
    const { colouring, lit } = useMapView.getState();
    stage.show({ map, summary, sheets, inks, lighting: { colouring, lit, selected: useSelection.getState().rows } });
    box.dataset.epoch = String(map.epoch);
    box.dataset.points = String(2 * map.rows.length);
    mark();
  };
  show();
  const leaves = [
    useMap.subscribe((state, before) => shownMap(state) !== shownMap(before) && show()),
    useSelection.subscribe(show),
    useMapView.subscribe((state, before) => (state.colouring !== before.colouring || state.lit !== before.lit ? show() : mark())),
    followTheme(() => {
      inks = readInks();
      show();
    }),
  ];
  return () => leaves.forEach((leave) => leave());
}

/** What pointers mean for the stores. */
function followMap(stage: MapStage, box: HTMLElement): () => void {
  const spotAt = (x: number, y: number) => {
    const map = shownMap(useMap.getState());
    const point = stage.at(x, y);
    return map && point !== null ? spotOf(map, point) : null;
  };
  return followPointers(box, {
    outlines: ({ shiftKey }) => shiftKey || useMapView.getState().tool === 'select',
    move: (dx, dy) => stage.move(dx, dy),
    zoom: (x, y, factor) => stage.zoom(factor, x, y),
    outline: (lasso) => stage.outline(lasso),
    outlined: (lasso, more) => {
      const map = shownMap(useMap.getState());
      if (!map) return;
      const rows = rowsOf(map, stage.inside(lasso));
      const { add, select } = useSelection.getState();
      if (more) add(rows);
      else select(rows);
    },
    point: (x, y) => {
      const hovered = spotAt(x, y);
      const before = useMapView.getState().hovered;
      if (hovered?.row !== before?.row || hovered?.modality !== before?.modality) useMapView.setState({ hovered });
    },
    leave: () => useMapView.setState({ hovered: null }),
    click: (x, y, more) => {
      const spot = spotAt(x, y);
      useMapView.setState({ active: spot });
      if (more && spot) useSelection.getState().toggle(spot.row);
    },
  });
}

function followSize(stage: MapStage, box: HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    if (width > 0 && height > 0) stage.resize({ width, height });
  });
  observer.observe(box);
  return () => observer.disconnect();
}

const notDrawn = 'This browser draws no canvas, so there is no map; the list and the table work.';

export function MapFigure() {
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const [stage, setStage] = useState<MapStage | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const press = useMapKeys(stage);
  useEffect(() => {
    const own = new MapStage(points.current!, overlay.current!, (painter) => setNote(painter ? painter.note : notDrawn));
    const element = box.current!;
    const { width, height } = element.getBoundingClientRect();
    own.resize({ width, height });
    const leaves = [followSize(own, element), followStores(own, element), followMap(own, element)];
    setStage(own);
    return () => {
      for (const leave of leaves) leave();
      own.destroy();
    };
  }, []);
  return (
    <div className="map-frame">
      <div className="map-box" ref={box} tabIndex={0} role="application" aria-label="Map of the common space" aria-roledescription="map" aria-describedby="map-summary map-keys" onKeyDown={press}>
        <canvas ref={points} aria-hidden="true" />
        <canvas ref={overlay} aria-hidden="true" />
      </div>
      <ZoomButtons zoom={(factor) => stage?.zoom(factor)} whole={() => stage?.whole()} />
      {note && <p className="help">{note}</p>}
    </div>
  );
}
