/** record.json: what is known of a run from its start on. */
import { asBoolean, asList, asNumber, decodeText, mismatch, parseJson } from '../../bundle/json';
import type { Environment } from '../protocol';
import { asChange, asConfig, asCount, asFields, asId, asOneOf, asString, orNull, writeJson } from './fields';
import type { RunRecord } from './record';

export const RECORD = 'record.json';
const VERSION = 1;

const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;

function asVersion(value: unknown, where: string): number {
  if (value !== VERSION) throw mismatch(where, `${VERSION}`, value, 'It may be from a newer version: update the page.');
  return VERSION;
}

function asEnvironment(value: unknown, where: string): Environment {
  const adapter = (given: unknown, at: string) => asFields<NonNullable<Environment['adapter']>>(given, at, { vendor: asString, architecture: asString, description: asString, software: asBoolean });
  const wasm = (given: unknown, at: string) => asFields<NonNullable<Environment['wasm']>>(given, at, { simd: asBoolean, threads: asCount });
  const skipped = (given: unknown, at: string) => asFields<Environment['skipped'][number]>(given, at, { backend: asOneOf(backends), reason: asString });
  return asFields<Environment>(value, where, {
    backend: asOneOf(backends),
    requested: asOneOf([...backends, 'auto'] as const),
    adapter: orNull(adapter),
    wasm: orNull(wasm),
    skipped: (list, at) => asList(list, at, skipped),
  });
}

function asRecord(value: unknown, where: string): RunRecord {
  const dataset = (given: unknown, at: string) =>
    asFields<RunRecord['dataset']>(given, at, { name: asString, fingerprint: asString, pairs: asCount, source: asOneOf(['url', 'files', 'stored'] as const), stored: orNull(asId) });
  const from = (given: unknown, at: string) => asFields<NonNullable<RunRecord['from']>>(given, at, { id: asId, name: asString, step: asCount });
  const replayOf = (given: unknown, at: string) => asFields<NonNullable<RunRecord['replayOf']>>(given, at, { id: asId, name: asString });
  return asFields<RunRecord>(value, where, {
    id: asId,
    name: asString,
    created: asNumber,
    dataset,
    config: asConfig,
    script: (list, at) => asList(list, at, asChange),
    environment: asEnvironment,
    from: orNull(from),
    replayOf: orNull(replayOf),
  });
}

export function recordBytes(record: RunRecord): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(writeJson({ version: VERSION, record }));
}

/** Throws BundleError naming the field, what it must be and what it is. */
export function readRecord(bytes: Uint8Array, path: string): RunRecord {
  return asFields<{ version: number; record: RunRecord }>(parseJson(decodeText(bytes, path), path), path, { version: asVersion, record: asRecord }).record;
}
