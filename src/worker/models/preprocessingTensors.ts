/** Fitted preprocessing as named arrays, and back. */
import { metadataText, TensorTaker } from '../../alscor/modelTensors';
import type { NamedTensor } from '../../alscor/tensorFile';
import { asInteger, asNumber, asObject, asText, field, parseJson, type JsonObject } from '../../bundle/json';
import { BundleError } from '../../bundle/problem';
import type { FittedPreprocessing } from '../../math/preprocess';
import { preprocessingKinds, type PreprocessingKind } from '../../math/preprocessingKinds';
import type { Modality } from '../../retrieval/scores';

const entry = (modality: Modality): string => `preprocessing.${modality}`;

/** preprocessing.{image,text}.idf [dims], or .mean [dims] and .directions [dims, kept]; the kind stands in the metadata. */
export function preprocessingTensors(fitted: FittedPreprocessing, modality: Modality): { tensors: NamedTensor[]; metadata: Record<string, string> } {
  const name = entry(modality);
  switch (fitted.kind) {
    case 'tfidf':
      return { tensors: [{ name: `${name}.idf`, shape: [fitted.idf.length], data: fitted.idf }], metadata: { [name]: JSON.stringify({ kind: fitted.kind }) } };
    case 'pca': {
      const { kind, mean, directions, kept, share } = fitted;
      const tensors = [{ name: `${name}.mean`, shape: [mean.length], data: mean }, { name: `${name}.directions`, shape: [mean.length, kept], data: directions }];
      return { tensors, metadata: { [name]: JSON.stringify({ kind, kept, share }) } };
    }
    default:
      return { tensors: [], metadata: { [name]: JSON.stringify({ kind: fitted.kind }) } };
  }
}

/** The arrays of preprocessing, and those of the model. */
export function splitTensors(tensors: ReadonlyMap<string, NamedTensor>): { preprocessing: Map<string, NamedTensor>; model: Map<string, NamedTensor> } {
  const [preprocessing, model] = [new Map<string, NamedTensor>(), new Map<string, NamedTensor>()];
  for (const [name, tensor] of tensors) (name.startsWith('preprocessing.') ? preprocessing : model).set(name, tensor);
  return { preprocessing, model };
}

function readKind(said: JsonObject, where: string): PreprocessingKind {
  const text = asText(field(said, 'kind'), `${where}, kind`);
  const kind = preprocessingKinds.find((known) => known === text);
  if (!kind) throw new BundleError(`${where}, kind: expected one of ${preprocessingKinds.join(', ')}, got ${text.slice(0, 60)}.`, 'The file may be from a newer version: update the page.');
  return kind;
}

/** Throws BundleError where the arrays are not those that the kind asks for, and where what it makes is not `outputs` wide. */
export function preprocessingOf(taker: TensorTaker, metadata: Record<string, string>, modality: Modality, outputs: number, path: string): FittedPreprocessing {
  const name = entry(modality);
  const where = `${path}, ${name}`;
  const said = asObject(parseJson(metadataText(metadata, name, path), where), where);
  const kind = readKind(said, where);
  switch (kind) {
    case 'tfidf':
      return { kind, idf: taker.take(`${name}.idf`, [outputs]) };
    case 'pca': {
      const kept = asInteger(field(said, 'kept'), `${where}, kept`);
      if (kept !== outputs) throw new BundleError(`${where}, kept: expected ${outputs} directions, as the standardiser has, got ${kept}.`, 'The file is damaged, or was changed by hand.');
      const mean = taker.take(`${name}.mean`, null);
      return { kind, mean, directions: taker.take(`${name}.directions`, [mean.length, kept]), kept, share: asNumber(field(said, 'share'), `${where}, share`) };
    }
    default:
      return { kind };
  }
}

/** Width of the features that go in. */
export const rawDims = (fitted: FittedPreprocessing, outputs: number): number => (fitted.kind === 'pca' ? fitted.mean.length : outputs);
