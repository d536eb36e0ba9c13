import { useState } from 'react';
import { presetConfig, presetOf, presets, settingDifferences, type SettingDifference } from '../../../state/presets';
import { useSettings } from '../../../state/settings';

function changeWords(differences: readonly SettingDifference[]): string {
  if (differences.length === 0) return 'These are the settings now.';
  const named = differences.map(({ label, from, to }) => `${label} ${Number.isNaN(from) ? 'empty' : from} → ${to}`).join(', ');
  return `Changes ${differences.length} setting${differences.length === 1 ? '' : 's'}: ${named}.`;
}

/** Named sets of hyperparameters; what was there before can be had back. */
export function Presets() {
  const [chosen, choose] = useState<string | null>(null);
  const config = useSettings((state) => state.config);
  const before = useSettings((state) => state.before);
  const replace = useSettings((state) => state.replace);
  const undo = useSettings((state) => state.undo);
  const preset = presets.find(({ name }) => name === chosen) ?? presetOf(config);
  const wanted = preset && presetConfig(preset, config);
  const differences = wanted ? settingDifferences(config, wanted) : [];
  return (
    <div className="presets">
      <label htmlFor="preset">Preset</label>
      <select id="preset" value={preset?.name ?? ''} onChange={({ target }) => choose(target.value)} aria-describedby="preset-about">
        {!preset && <option value="">your own settings</option>}
        {presets.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <div id="preset-about" className="help">
        <p>{preset?.about ?? 'Choose one to see what it would change. Seed and features stay as they are.'}</p>
        {preset && <p>{changeWords(differences)}</p>}
      </div>
      <div className="buttons">
        <button type="button" disabled={!wanted || differences.length === 0} onClick={() => wanted && replace(wanted)}>
          Use this preset
        </button>
        <button type="button" disabled={before === null} onClick={undo}>
          Back to what I had
        </button>
      </div>
    </div>
  );
}
