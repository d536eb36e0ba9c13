/** Files of the tfjs graph model that a bundle brings to encode dropped pictures. */
import { openBundleFiles } from './bundleFiles';
import { asList, asObject, asText, decodeText, field, parseJson } from './json';
import type { EncoderFile } from './manifest';
import { besideOf } from './path';
import type { BundleSource } from './source';

export interface EncoderFiles {
  modelJson: Uint8Array<ArrayBuffer>;
  /** All weight files in the order of the model's weightsManifest, one after the other. */
  weights: Uint8Array<ArrayBuffer>;
}

function weightPaths(modelJson: Uint8Array, path: string): string[] {
  const model = asObject(parseJson(decodeText(modelJson, path), path), path);
  const groups = asList(field(model, 'weightsManifest'), `${path}.weightsManifest`, asObject);
  return groups.flatMap((group, i) => asList(field(group, 'paths'), `${path}.weightsManifest[${i}].paths`, asText)).map((name) => besideOf(path, name));
}

function concatenated(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Throws BundleError where a file is missing, damaged, or outside of the bundle. */
export async function readEncoderFiles(source: BundleSource, encoder: EncoderFile): Promise<EncoderFiles> {
  const files = await openBundleFiles(source);
  const modelJson = await files.read(encoder.path);
  const weights: Uint8Array[] = [];
  for (const path of weightPaths(modelJson, encoder.path)) weights.push(await files.read(path));
  return { modelJson, weights: concatenated(weights) };
}
