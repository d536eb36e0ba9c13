/** Named sets of hyperparameters: what each changes of the defaults, and why. */
import { configFields, defaultConfig, type AlscorConfig } from '../alscor/config';

export interface Preset {
  name: string;
  label: string;
  /** One line: what it is, or the reason for its values. */
  about: string;
  change: Partial<AlscorConfig>;
}

/** Settings that a preset leaves alone: they belong to the data, or to the draw. */
const untouched: ReadonlySet<keyof AlscorConfig> = new Set(['seed', 'imageViews', 'imagePreprocessing', 'textPreprocessing']);

export const presets: readonly Preset[] = [
  { name: 'default', label: 'Default', about: 'What this page starts with: four members and the contrastive term, which go beyond the paper.', change: {} },
  {
    name: 'paper-parts', label: 'The paper’s parts alone',
    about: 'One model, and no contrastive term: the parts that the abstract names. Widths, weights and schedules stay this project’s, since the paper’s are not openly readable.',
    change: { members: 1, contrastWeight: 0 },
  },
  {
    name: 'small', label: 'Small data (some hundred pairs)',
    about: 'With 400 pairs, less 15 % for validation, batches of 256 make an epoch of one step. Batches of 64 make five, and hold four times k = 16; narrower nets, more dropout and a larger ridge leave less to learn by heart.',
    change: { latentDim: 16, hiddenDim: 128, batchSize: 64, inputDropout: 0.5, hiddenDropout: 0.5, ridge: 0.3, patience: 15 },
  },
  {
    name: 'large', label: 'Large data (from 10,000 pairs)',
    about: 'Batches of 512 hold eight times k = 64. 10,000 pairs, less 15 % for validation, give about 17 steps an epoch, the default 40 epochs of the demo about 160 steps in all: 20 epochs are more than that. One member, since each of four costs the whole time again.',
    change: { members: 1, latentDim: 64, hiddenDim: 512, batchSize: 512, inputDropout: 0.2, hiddenDropout: 0.2, epochs: 20, patience: 5 },
  },
  { name: 'no-adversary', label: 'Without adversary', about: 'No gradient comes back from the modality classifier; it is still trained, as an observer.', change: { adversaryWeight: 0 } },
  { name: 'no-correlation', label: 'Without correlation', about: 'The correlation loss does not count; the CCA layer stays.', change: { correlationWeight: 0 } },
  { name: 'no-classifier', label: 'Without classifier', about: 'The intra-modal classifier does not count: the semantic score then says nothing.', change: { classificationWeight: 0 } },
  { name: 'no-layer', label: 'Without CCA layer', about: 'Both classifiers see the nets’ own outputs.', change: { layer: 'none' } },
  { name: 'cut-gradient', label: 'With cut gradient', about: 'The CCA layer counts as constant in the gradient.', change: { layer: 'cut' } },
  { name: 'no-contrast', label: 'Without contrast', about: 'No contrastive term; four members stay.', change: { contrastWeight: 0 } },
  { name: 'one-member', label: 'One member', about: 'A single model instead of a committee of four.', change: { members: 1 } },
];

/** The settings of a preset: defaults, its own changes, and what is there of seed and features. */
export function presetConfig({ change }: Preset, present: AlscorConfig): AlscorConfig {
  const kept = Object.fromEntries([...untouched].map((key) => [key, present[key]]));
  return { ...defaultConfig, ...change, ...kept };
}

export interface SettingDifference {
  key: keyof AlscorConfig;
  label: string;
  from: number | string;
  to: number | string;
}

/** In the order of the fields. */
export function settingDifferences(from: AlscorConfig, to: AlscorConfig): SettingDifference[] {
  return configFields.filter(({ key }) => !Object.is(from[key], to[key])).map(({ key, label }) => ({ key, label, from: from[key], to: to[key] }));
}

/** The preset whose settings are there now, or null. */
export function presetOf(config: AlscorConfig): Preset | null {
  return presets.find((preset) => settingDifferences(config, presetConfig(preset, config)).length === 0) ?? null;
}
