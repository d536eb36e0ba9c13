/** A configuration that comes out of a file. */
import { asObject, field, mismatch, parseJson } from '../bundle/json';
import { BundleError } from '../bundle/problem';
import { checkConfig, ConfigError, defaultConfig, type AlscorConfig } from './config';

const isField = (key: string): key is keyof AlscorConfig => Object.hasOwn(defaultConfig, key);

/**
 * The configuration that a JSON text holds. What it does not name has its default: files may be older than a setting.
 * @param where for errors
 * @throws BundleError for another text, a setting that is not known here, and a value out of its range
 */
export function readConfig(text: string, where: string): AlscorConfig {
  const given = asObject(parseJson(text, where), where);
  for (const key of Object.keys(given)) {
    if (!isField(key)) throw mismatch(where, 'settings of ALSCOR', key, 'The file may be from a newer version: update the page.');
    const kind = typeof defaultConfig[key];
    if (typeof field(given, key) !== kind) throw mismatch(`${where}, ${key}`, `a ${kind}`, given[key]);
  }
  const config = { ...defaultConfig, ...given };
  try {
    checkConfig(config);
  } catch (cause) {
    if (cause instanceof ConfigError) throw new BundleError(`${where}, ${cause.key}: ${cause.message}`, 'The file is damaged, or was changed by hand.', { cause });
    throw cause;
  }
  return config;
}
