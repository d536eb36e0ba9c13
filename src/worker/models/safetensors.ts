/** A trained model in one safetensors file: weights, projections, standardisers, preprocessing, class names and settings. */
import { metadataText, modelOf, modelTensors, TensorTaker } from '../../alscor/modelTensors';
import { readTensors, writeTensors, type NamedTensor, type TensorFile } from '../../alscor/tensorFile';
import type { Dataset } from '../../bundle/dataset';
import { asList, asText, parseJson } from '../../bundle/json';
import { BundleError } from '../../bundle/problem';
import { isMultiLabel } from '../../retrieval/labels';
import type { Modality } from '../../retrieval/scores';
import type { SearchModel, TrainedModel } from '../search/searchModel';
import { preprocessingOf, preprocessingTensors, rawDims, splitTensors } from './preprocessingTensors';

type DatasetFacts = Pick<Dataset, 'name' | 'image' | 'text' | 'labels'>;

const MOST_BYTES = 2 ** 30;
const ADVICE = 'Open a model file that this page has saved.';
const modalities: Modality[] = ['image', 'text'];
const encoderEntry = (modality: Modality): string => `encoder.${modality}`;

/** The parts of the file. Arrays are not copied. */
export function modelParts(trained: TrainedModel, { label }: SearchModel['info'], { name, image, text, labels }: DatasetFacts): Uint8Array<ArrayBuffer>[] {
  const { tensors, metadata } = modelTensors(trained);
  const before = modalities.map((modality) => preprocessingTensors(trained.preprocessing[modality], modality));
  const encoders = { ...(image.encoder && { [encoderEntry('image')]: image.encoder }), ...(text.encoder && { [encoderEntry('text')]: text.encoder }) };
  return writeTensors([...tensors, ...before.flatMap((own) => own.tensors)], {
    ...metadata,
    ...before[0]!.metadata,
    ...before[1]!.metadata,
    ...encoders,
    classes: JSON.stringify(labels.names),
    label,
    dataset: name,
  });
}

function checkFinite(tensors: ReadonlyMap<string, NamedTensor>, path: string): void {
  for (const { name, data } of tensors.values()) {
    const at = data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) throw new BundleError(`${path}, ${name}: expected finite numbers, got ${data[at]} at place ${at}.`, 'The file is damaged: copy or download it again.');
  }
}

function checkEncoder(metadata: Record<string, string>, modality: Modality, encoder: string | undefined, path: string): void {
  const name = encoderEntry(modality);
  const own = Object.hasOwn(metadata, name) ? metadata[name] : undefined;
  if (own === undefined || encoder === undefined || own === encoder) return;
  throw new BundleError(`${path}: expected a model of ${modality} features made by ${encoder}, as this dataset has, got one for features made by ${own.slice(0, 200)}.`, 'Load the dataset that the model was trained on.');
}

const listed = (names: string[]): string => `${names.length} (${names.slice(0, 4).map((name) => name.slice(0, 40)).join(', ')}${names.length > 4 ? ', …' : ''})`;

function checkClasses(names: string[], multiLabel: boolean, { labels }: DatasetFacts, path: string): void {
  const expected = labels.names;
  if (names.length !== expected.length || names.some((name, label) => name !== expected[label])) {
    throw new BundleError(`${path}: expected a model of this dataset’s classes, ${listed(expected)}, got one of ${listed(names)}.`, 'Load the dataset that the model was trained on.');
  }
  if (multiLabel !== isMultiLabel(labels.values)) {
    const kind = (several: boolean): string => (several ? 'any number of classes' : 'one class');
    throw new BundleError(`${path}: expected a model for items with ${kind(!multiLabel)} each, got one for items with ${kind(multiLabel)}.`, 'Load the dataset that the model was trained on.');
  }
}

/** Throws BundleError where the features that the model takes are not as wide as the dataset's. */
function checkWidth(modality: Modality, own: number, { name, ...dataset }: DatasetFacts, path: string): void {
  const { dims } = dataset[modality];
  if (own !== dims) throw new BundleError(`${path}: expected a model of ${modality} features ${dims} wide, as ${name} has, got one for ${own}.`, 'Load the dataset that the model was trained on.');
}

/** The visitor wants a model, not arrays: the advice says so. */
function readArrays(bytes: Uint8Array, path: string): TensorFile {
  try {
    return readTensors(bytes, path);
  } catch (cause) {
    if (cause instanceof BundleError) throw new BundleError(cause.message, ADVICE, { cause });
    throw cause;
  }
}

/** The model in the bytes of a file; its arrays lie over them. Throws BundleError where it is none, or not of such a dataset. */
export function readModelBytes(bytes: Uint8Array, path: string, dataset: DatasetFacts): TrainedModel {
  const { tensors, metadata } = readArrays(bytes, path);
  const { preprocessing: own, model: rest } = splitTensors(tensors);
  const model = modelOf(rest, metadata, path);
  const taker = new TensorTaker(own, path);
  const read = (modality: Modality) => preprocessingOf(taker, metadata, modality, model.standardisers[modality].mean.length, path);
  const preprocessing = { image: read('image'), text: read('text') };
  taker.finish();
  for (const modality of modalities) {
    checkWidth(modality, rawDims(preprocessing[modality], model.standardisers[modality].mean.length), dataset, path);
    checkEncoder(metadata, modality, dataset[modality].encoder, path);
  }
  const names = asList(parseJson(metadataText(metadata, 'classes', path), `${path}, classes`), `${path}, classes`, asText);
  checkClasses(names, model.multiLabel, dataset, path);
  const classes = model.members[0]!.weights.classifier.bias.columns;
  if (classes !== names.length) throw new BundleError(`${path}: expected a classifier of ${names.length} classes, got one of ${classes}.`, 'The file is damaged: copy or download it again.');
  checkFinite(tensors, path);
  return { ...model, preprocessing };
}

/** Throws BundleError, also above 1 GiB: files of other models may be of any size. */
export async function readModel(file: Blob, path: string, dataset: DatasetFacts): Promise<TrainedModel> {
  if (file.size > MOST_BYTES) throw new BundleError(`${path}: expected a model file of at most ${MOST_BYTES} bytes, got ${file.size}.`, ADVICE);
  return readModelBytes(new Uint8Array(await file.arrayBuffer()), path, dataset);
}
