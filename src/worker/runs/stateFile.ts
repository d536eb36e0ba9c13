/** A run's state as one file, sealed by its checksum. */
import { modelOf, modelTensors } from '../../alscor/modelTensors';
import type { BestState, ConfigChange, RunState } from '../../alscor/runState';
import type { AlscorConfig } from '../../alscor/config';
import type { NamedTensor, TensorFile } from '../../alscor/tensorFile';
import { asList, asNumber, asObject, field, mismatch, parseJson } from '../../bundle/json';
import { asChange, asConfig, asCount, asFields, asMeasure, asOneOf, asString, orNull, writeJson } from './fields';
import { sealTensors, unsealTensors } from './sealedTensors';
import { slotCounts, slotsOf, slotTensors } from './slotTensors';

const FORMAT = 'alscor-run-state';
const VERSION = '1';
const BEST = 'best.';

/** What is no array. */
interface StateFacts {
  config: AlscorConfig;
  changes: ConfigChange[];
  step: number;
  epoch: number;
  batch: number;
  elapsedMs: number;
  counts: number[][];
  best: Pick<BestState, 'epoch' | 'score'> | null;
}

const prefixed = (tensors: NamedTensor[]): NamedTensor[] => tensors.map((tensor) => ({ ...tensor, name: BEST + tensor.name }));

function bestParts(best: BestState | null): { tensors: NamedTensor[]; metadata: Record<string, string> } {
  if (!best) return { tensors: [], metadata: {} };
  const { tensors, metadata } = modelTensors(best.model);
  return { tensors: prefixed(tensors), metadata: Object.fromEntries(Object.entries(metadata).map(([name, text]) => [BEST + name, text])) };
}

/**
 * The parts of a safetensors file; the arrays are not copied.
 * Throws RangeError where arrays do not fit their shapes.
 */
export function stateParts({ config, changes, step, epoch, batch, elapsedMs, members, best }: RunState): Uint8Array<ArrayBuffer>[] {
  const facts: StateFacts = { config, changes, step, epoch, batch, elapsedMs, counts: slotCounts(members), best: best && { epoch: best.epoch, score: best.score } };
  const { tensors, metadata } = bestParts(best);
  return sealTensors([...slotTensors(members), ...tensors], { format: FORMAT, version: VERSION, state: writeJson(facts), ...metadata });
}

/** What the metadata of a state file say; of a header alone they are not proven. Throws BundleError for other files. */
export function stateFacts(metadata: unknown, path: string): StateFacts {
  const texts = asObject(metadata, `${path}, __metadata__`);
  asOneOf([FORMAT])(field(texts, 'format'), `${path}, format`);
  asOneOf([VERSION])(field(texts, 'version'), `${path}, version`);
  const best = (value: unknown, where: string) => asFields<Pick<BestState, 'epoch' | 'score'>>(value, where, { epoch: asCount, score: asMeasure });
  return asFields<StateFacts>(parseJson(asString(field(texts, 'state'), `${path}, state`), path), path, {
    config: asConfig,
    changes: (list, at) => asList(list, at, asChange),
    step: asCount,
    epoch: asCount,
    batch: asCount,
    elapsedMs: asNumber,
    counts: (list, at) => asList(list, at, (own, of) => asList(own, of, asCount)),
    best: orNull(best),
  });
}

/** The entries whose names begin with "best.", without it, and the others. */
function splitBest({ tensors, metadata }: TensorFile): { own: Map<string, NamedTensor>; best: Map<string, NamedTensor>; metadata: Record<string, string> } {
  const own = new Map<string, NamedTensor>();
  const best = new Map<string, NamedTensor>();
  for (const [name, tensor] of tensors) {
    if (name.startsWith(BEST)) best.set(name.slice(BEST.length), tensor);
    else own.set(name, tensor);
  }
  const entries = Object.entries(metadata).flatMap(([name, text]): [string, string][] => (name.startsWith(BEST) ? [[name.slice(BEST.length), text]] : []));
  return { own, best, metadata: Object.fromEntries(entries) };
}

/** The state that was written, its arrays over `bytes`. Throws BundleError where a byte of the file has changed, or it is none. */
export function readStateFile(bytes: Uint8Array, path: string): RunState {
  const file = unsealTensors(bytes, path);
  const { counts, best, ...facts } = stateFacts(file.metadata, path);
  const parts = splitBest(file);
  if (!best && parts.best.size > 0) throw mismatch(`${path}, best`, 'the epoch of its best model', best);
  return {
    ...facts,
    members: slotsOf(parts.own, counts, facts.config, path),
    best: best && { ...best, model: modelOf(parts.best, parts.metadata, path) },
  };
}
