/** Hyperparameters as an address carries them: those that are not at their defaults. */
import { checkConfig, ConfigError, configFields, defaultConfig, type AlscorConfig } from '../alscor/config';

export interface ReadSettings {
  config: AlscorConfig;
  /** Plain sentences on what was left out. */
  problems: string[];
}

/** What is wrong with a value of a hyperparameter, or null. */
export function rangeProblem(key: keyof AlscorConfig, value: number | string): string | null {
  try {
    checkConfig({ ...defaultConfig, [key]: value });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

/** The defaults with the settings of an address; a value that is not possible leaves its default, and is told. */
export function readSettings(linked: Record<string, string>): ReadSettings {
  const config = { ...defaultConfig };
  const problems: string[] = [];
  for (const [name, text] of Object.entries(linked)) {
    const field = configFields.find(({ key }) => key === name);
    if (!field) {
      problems.push(`The address sets “${name}”: expected the name of a hyperparameter, such as latentDim or epochs. It is left out.`);
      continue;
    }
    const problem = rangeProblem(field.key, text);
    if (problem) problems.push(`The address sets ${problem} The default, ${defaultConfig[field.key]}, counts.`);
    else Object.assign(config, { [field.key]: field.kind === 'number' ? Number(text) : text });
  }
  return { config, problems };
}

/** What differs from the defaults, in the order of the fields; a field that is empty or out of range is left out. */
export function writeSettings(config: AlscorConfig): Record<string, string> {
  const told = configFields.filter(({ key }) => config[key] !== defaultConfig[key] && rangeProblem(key, config[key]) === null);
  return Object.fromEntries(told.map(({ key }) => [key, String(config[key])]));
}
