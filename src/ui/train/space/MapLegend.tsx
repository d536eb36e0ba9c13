import { useSyncExternalStore } from 'react';
import { useDataset } from '../../../state/dataset';
import { useMapView } from '../../../state/mapView';
import { useTheme } from '../../../state/theme';
import { followTheme, readInks } from './inks';
import { categoryColours } from './looks';

/** The theme as it is drawn, which follows the choice a moment later. */
const useDrawnTheme = (): string => useSyncExternalStore(followTheme, () => document.documentElement.dataset.theme ?? useTheme.getState().theme);

/** Each name makes its items stand out from the others, or no longer. */
export function MapLegend() {
  useDrawnTheme();
  const summary = useDataset((state) => state.summary);
  const { colouring, lit, light } = useMapView();
  if (!summary) return null;
  const { classNames } = summary;
  const names = colouring === 'modality' ? ['images', 'texts'] : [...classNames, ...(summary.labels instanceof Int32Array ? [] : ['no class'])];
  const colours = categoryColours(colouring, classNames.length, readInks());
  return (
    <div className="map-legend">
      <p className="legend">
        <span>● image</span> <span>○ text</span>
      </p>
      <div role="group" aria-label={colouring === 'modality' ? 'Modalities that stand out' : 'Classes that stand out'}>
        {names.map((name, category) => (
          <button key={name} type="button" className="quiet" aria-pressed={lit.has(category)} data-dimmed={lit.size > 0 && !lit.has(category)} onClick={() => light(category)}>
            <span className="swatch" style={{ background: colours[category] }} aria-hidden="true" /> {name}
          </button>
        ))}
      </div>
    </div>
  );
}
