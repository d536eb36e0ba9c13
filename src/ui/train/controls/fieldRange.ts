import { defaultConfig, type ConfigField } from '../../../alscor/config';

/** "2 to 256, default 32" */
export function fieldRange({ key, min, max, choices }: Pick<ConfigField, 'key' | 'min' | 'max' | 'choices'>): string {
  const usual = `default ${defaultConfig[key]}`;
  return choices ? `${choices.join(', ')}; ${usual}` : `${min} to ${max}, ${usual}`;
}
