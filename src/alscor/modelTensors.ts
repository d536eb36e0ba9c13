/** A trained model as named arrays, and back, bit for bit. */
import { asNumber, parseJson } from '../bundle/json';
import { BundleError } from '../bundle/problem';
import type { AlscorConfig } from './config';
import type { Standardiser } from './data';
import type { AlscorModel, MemberModel, PlainMatrix } from './model';
import { readConfig } from './readConfig';
import type { NamedTensor, TensorData } from './tensorFile';
import { mapWeights, weightShapes, type DataDims, type Shape } from './weights';

export const MODEL_FORMAT = 'alscor-model';
export const MODEL_VERSION = '1';

type Projection<T = PlainMatrix> = Record<keyof MemberModel['projection'], T>;

const ADVICE = 'Open a model file that this page has saved.';

const matrix = (name: string, { rows, columns, data }: PlainMatrix): NamedTensor => ({ name, shape: [rows, columns], data });
const vector = (name: string, data: Float32Array): NamedTensor => ({ name, shape: [data.length], data });

const mapProjection = <A, B>({ meanU, meanW, projectU, projectW }: Projection<A>, change: (value: A, name: string) => B): Projection<B> => ({
  meanU: change(meanU, 'meanU'),
  meanW: change(meanW, 'meanW'),
  projectU: change(projectU, 'projectU'),
  projectW: change(projectW, 'projectW'),
});

function memberTensors({ weights, projection }: MemberModel, member: number): NamedTensor[] {
  const tensors: NamedTensor[] = [];
  mapWeights(weights, (value, part, name) => void tensors.push(matrix(`members.${member}.${part}.${name}`, value)));
  mapProjection(projection, (value, name) => void tensors.push(matrix(`members.${member}.projection.${name}`, value)));
  return tensors;
}

/**
 * Every number of a model, float32 all: standardiser.{image,text}.{mean,scale} of shape [dims], and of each member m
 * members.m.{visNet,txtNet,adversary}.{hidden,hiddenBias,output,outputBias}, members.m.classifier.{weight,bias} and
 * members.m.projection.{meanU,meanW,projectU,projectW}. What is no matrix stands in the metadata. Arrays are not copied.
 */
export function modelTensors({ config, standardisers, members, fusedWeight, multiLabel }: AlscorModel): { tensors: NamedTensor[]; metadata: Record<string, string> } {
  if (members.length !== config.members) throw new RangeError(`Saving a model: expected ${config.members} members, got ${members.length}.`);
  const standardiser = ({ mean, scale }: Standardiser, modality: string) => [vector(`standardiser.${modality}.mean`, mean), vector(`standardiser.${modality}.scale`, scale)];
  return {
    tensors: [...standardiser(standardisers.image, 'image'), ...standardiser(standardisers.text, 'text'), ...members.flatMap(memberTensors)],
    metadata: {
      format: MODEL_FORMAT,
      version: MODEL_VERSION,
      config: JSON.stringify(config),
      fusedWeight: JSON.stringify(fusedWeight),
      multiLabel: JSON.stringify(multiLabel),
    },
  };
}

/** Named arrays of which each is asked for once, by name and shape. */
export class TensorTaker {
  private readonly left: Map<string, NamedTensor>;

  constructor(tensors: ReadonlyMap<string, NamedTensor>, private readonly path: string) {
    this.left = new Map(tensors);
  }

  /** @throws BundleError where there is none, or of another shape or type. @param shape null where any length of a vector will do */
  take(name: string, shape: readonly number[] | null): Float32Array {
    const tensor = this.left.get(name);
    const expected = shape ? `(${shape.join(', ')})` : '(any length)';
    if (!tensor) throw new BundleError(`${this.path}: expected a tensor ${name} of shape ${expected}, got none.`, ADVICE);
    const fits = shape ? tensor.shape.length === shape.length && shape.every((size, axis) => tensor.shape[axis] === size) : tensor.shape.length === 1;
    if (!fits) throw new BundleError(`${this.path}, ${name}: expected shape ${expected}, got (${tensor.shape.join(', ')}).`, ADVICE);
    this.left.delete(name);
    return this.floats(name, tensor.data);
  }

  /** @throws BundleError where some were not asked for */
  finish(): void {
    const [name] = this.left.keys();
    if (name !== undefined) throw new BundleError(`${this.path}: expected no more tensors than the configuration asks for, got ${name}.`, ADVICE);
  }

  private floats(name: string, data: TensorData): Float32Array {
    if (!(data instanceof Float32Array)) throw new BundleError(`${this.path}, ${name}: expected F32, got other numbers.`, 'Save it as F32.');
    return data;
  }
}

function memberOf(taker: TensorTaker, member: number, dims: DataDims, config: AlscorConfig): MemberModel {
  const take = ([rows, columns]: Shape, name: string): PlainMatrix => ({ rows, columns, data: taker.take(`members.${member}.${name}`, [rows, columns]) });
  const k = config.latentDim;
  const shapes: Projection<Shape> = { meanU: [1, k], meanW: [1, k], projectU: [k, k], projectW: [k, k] };
  return {
    weights: mapWeights(weightShapes(dims, config), (shape, part, name) => take(shape, `${part}.${name}`)),
    projection: mapProjection(shapes, (shape, name) => take(shape, `projection.${name}`)),
  };
}

/** A metadata entry. @throws BundleError where there is none */
export function metadataText(metadata: Record<string, string>, name: string, path: string): string {
  const text = Object.hasOwn(metadata, name) ? metadata[name] : undefined;
  if (text === undefined) throw new BundleError(`${path}: expected ${name} in the metadata, got none.`, ADVICE);
  return text;
}

function checkFormat(metadata: Record<string, string>, path: string): void {
  const format = Object.hasOwn(metadata, 'format') ? metadata['format'] : undefined;
  if (format !== MODEL_FORMAT) throw new BundleError(`${path}: expected a model of ALSCOR (format ${MODEL_FORMAT} in the metadata), got ${format === undefined ? 'none' : `format ${format.slice(0, 60)}`}.`, ADVICE);
  const version = metadataText(metadata, 'version', path);
  if (version !== MODEL_VERSION) throw new BundleError(`${path}: expected version ${MODEL_VERSION} of the format, got ${version.slice(0, 60)}.`, 'Update the page.');
}

function readShare(text: string, where: string): number {
  const share = asNumber(parseJson(text, where), where);
  if (share < 0 || share > 1) throw new BundleError(`${where}: expected a number from 0 to 1, got ${share}.`, ADVICE);
  return share;
}

function readTruth(text: string, where: string): boolean {
  if (text !== 'true' && text !== 'false') throw new BundleError(`${where}: expected true or false, got ${text.slice(0, 60)}.`, ADVICE);
  return text === 'true';
}

/**
 * The model that was made into these arrays; they are not copied. The number of classes is that of its classifier.
 * @param path for errors
 * @throws BundleError where a name, a shape or an entry of the metadata is missing, too much or not as the configuration says
 */
export function modelOf(tensors: ReadonlyMap<string, NamedTensor>, metadata: Record<string, string>, path = 'The file'): AlscorModel {
  checkFormat(metadata, path);
  const config = readConfig(metadataText(metadata, 'config', path), `${path}, config`);
  const fusedWeight = readShare(metadataText(metadata, 'fusedWeight', path), `${path}, fusedWeight`);
  const multiLabel = readTruth(metadataText(metadata, 'multiLabel', path), `${path}, multiLabel`);
  const taker = new TensorTaker(tensors, path);
  const standardiser = (modality: string): Standardiser => {
    const mean = taker.take(`standardiser.${modality}.mean`, null);
    return { mean, scale: taker.take(`standardiser.${modality}.scale`, [mean.length]) };
  };
  const standardisers = { image: standardiser('image'), text: standardiser('text') };
  const classes = tensors.get('members.0.classifier.bias')?.shape[1] ?? 0;
  const dims: DataDims = { image: standardisers.image.mean.length, text: standardisers.text.mean.length, classes };
  const members = Array.from({ length: config.members }, (_, member) => memberOf(taker, member, dims, config));
  taker.finish();
  return { config, standardisers, members, fusedWeight, multiLabel };
}
