import { useHasClasses } from '../../../state/dataset';
import { useMap, type MapKind } from '../../../state/map';
import { useMapView } from '../../../state/mapView';

const kinds: { kind: MapKind; name: string }[] = [
  { kind: 'axes', name: 'Principal axes' },
  { kind: 'umap', name: 'UMAP' },
];

const tools = [
  { tool: 'move', name: 'Move' },
  { tool: 'select', name: 'Select' },
] as const;

export function MapTools() {
  const kind = useMap((state) => state.kind);
  const { colouring, tool, colourBy } = useMapView();
  const hasClasses = useHasClasses();
  return (
    <div className="map-tools">
      <div className="segments" role="group" aria-label="Kind of map">
        {kinds.map((one) => (
          <button key={one.kind} type="button" aria-pressed={kind === one.kind} onClick={() => useMap.setState({ kind: one.kind })}>
            {one.name}
          </button>
        ))}
      </div>
      <div className="segments" role="group" aria-label="Dragging">
        {tools.map((one) => (
          <button key={one.tool} type="button" aria-pressed={tool === one.tool} onClick={() => useMapView.setState({ tool: one.tool })}>
            {one.name}
          </button>
        ))}
      </div>
      <label>
        Colour by{' '}
        <select value={colouring} onChange={({ target }) => colourBy(target.value === 'class' ? 'class' : 'modality')}>
          {hasClasses && <option value="class">class</option>}
          <option value="modality">modality</option>
        </select>
      </label>
    </div>
  );
}
