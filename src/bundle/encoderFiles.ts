/** Files of the tfjs graph model that a bundle brings to encode dropped pictures. */
import { openBundleFiles } from './bundleFiles';
import { asList, asObject, asText, decodeText, field, parseJson } from './json';
import { joinBytes } from './joinBytes';
import type { EncoderFile } from './manifest';
import { besideOf, missingFile } from './path';
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

/** The files by their path in the bundle, model.json first. Throws BundleError where one is missing, damaged, or outside of the bundle. */
export async function readEncoderPaths(source: BundleSource, encoder: EncoderFile): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = await openBundleFiles(source);
  const modelJson = await files.read(encoder.path);
  const found = new Map([[encoder.path, modelJson]]);
  for (const path of weightPaths(modelJson, encoder.path)) found.set(path, await files.read(path));
  return found;
}

/** As the model is loaded. Throws BundleError where `files` lacks one that the model names. */
export function joinEncoderFiles(files: Map<string, Uint8Array<ArrayBuffer>>, encoder: EncoderFile): EncoderFiles {
  const fileAt = (path: string) => files.get(path) ?? refuseMissing(path, files);
  const modelJson = fileAt(encoder.path);
  return { modelJson, weights: joinBytes(weightPaths(modelJson, encoder.path).map(fileAt)) };
}

function refuseMissing(path: string, files: Map<string, unknown>): never {
  throw missingFile(path, 'the encoder', files.keys());
}

/** Throws BundleError where a file is missing, damaged, or outside of the bundle. */
export async function readEncoderFiles(source: BundleSource, encoder: EncoderFile): Promise<EncoderFiles> {
  return joinEncoderFiles(await readEncoderPaths(source, encoder), encoder);
}
