import { defaultConfig, type ConfigField } from '../../../alscor/config';

/** "2 to 256, default 32"; the choices of a choice stand in it. */
export function fieldRange({ key, min, max, choices }: Pick<ConfigField, 'key' | 'min' | 'max' | 'choices'>): string {
  const usual = `default ${defaultConfig[key]}`;
  return choices ? usual : `${min} to ${max}, ${usual}`;
}
