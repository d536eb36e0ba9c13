import { useEffect } from 'react';
import { useDataset } from '../../../state/dataset';
import { useEnvironment } from '../../../state/environment';
import { openMap, useMap } from '../../../state/map';
import { useModels } from '../../../state/models';
import { useRun } from '../../../state/run';
import { shownMap } from '../../../state/shownMap';
import { watchSpace } from '../../../state/space';
import { Message } from '../../parts/Notices';
import { MapFigure } from './MapFigure';
import { MapLegend } from './MapLegend';
import { MapTools } from './MapTools';
import { NearList } from './NearList';
import { PointCard } from './PointCard';
import { SelectedTable } from './SelectedTable';
import { SelectionBar } from './SelectionBar';
import { apartSentence, epochWords, heldSentence, mapSummary } from './sentences';
import { UmapControls } from './UmapControls';
import './space.css';

/** The trainer tells the space while this is shown; asked anew where another dataset or model answers. */
function useWatching(): void {
  const summary = useDataset((state) => state.summary);
  const crashed = useEnvironment((state) => state.phase === 'crashed');
  const model = useModels(({ models }) => models.map(({ kind, runId }) => `${kind} ${runId}`).join());
  useEffect(() => openMap(), []);
  useEffect(() => {
    if (summary && model !== '' && !crashed) return watchSpace();
  }, [summary, model, crashed]);
}

function Heading() {
  const map = useMap(shownMap);
  const classes = useDataset((state) => state.summary?.classNames.length ?? 0);
  const epochs = useRun((state) => state.status?.epochs ?? null);
  const trained = useModels((state) => state.models.some(({ kind }) => kind === 'alscor'));
  return (
    <div className="map-heading" data-map-epoch={map?.epoch}>
      <p>
        <b>{map ? epochWords(map.epoch, epochs, trained) : 'No map yet'}</b> {map && <span className="muted">{heldSentence(map)}</span>}
      </p>
      <p className="muted">{map ? apartSentence(map.apart) : 'Images and texts are drawn here as soon as a model places them in one space.'}</p>
      <p className="visually-hidden" id="map-summary">
        {map ? mapSummary(map, classes) : 'There is no map yet.'}
      </p>
      <p className="visually-hidden" id="map-keys">
        Arrow keys step from item to item, Space selects the pair, Enter searches with the item, plus and minus zoom, 0 shows all, Escape leaves.
      </p>
    </div>
  );
}

function Trouble() {
  const problem = useMap((state) => state.problem);
  if (!problem) return null;
  return (
    <div className="notice bad" role="alert">
      <Message {...problem} />
    </div>
  );
}

/** The common space as a map that follows the training. */
export default function SpacePanel() {
  useWatching();
  const umap = useMap((state) => state.kind === 'umap');
  return (
    <div className="panel space-panel">
      <Heading />
      <MapTools />
      {umap && <UmapControls />}
      <Trouble />
      <div className="map-places">
        <MapFigure />
        <aside className="map-aside" aria-label="About the map">
          <PointCard />
          <MapLegend />
          <NearList />
        </aside>
      </div>
      <p className="help">Drag to move, drag with Shift to select. Click the map to zoom with the wheel; with Ctrl the wheel always zooms. Nearer than 2.5 times, pictures stand at their points.</p>
      <SelectionBar />
      <SelectedTable />
    </div>
  );
}
