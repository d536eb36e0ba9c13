/** Feature matrices: their shape and type checked, as float32, every value finite. */
import type { BundleFiles } from './bundleFiles';
import type { FeatureMatrix } from './dataset';
import type { FeatureFile } from './manifest';
import type { NpyArray } from './npy';
import { BundleError } from './problem';

const size = (shape: number[]): string => `(${shape.join(', ')})`;

/** Throws BundleError unless the array has this shape; null stands for any size from 1. */
export function checkShape(array: NpyArray, shape: (number | null)[], path: string, advice = 'Check count and views in manifest.json, and that rows are items.'): void {
  const fits = array.shape.length === shape.length && shape.every((wanted, axis) => (wanted === null ? array.shape[axis]! > 0 : array.shape[axis] === wanted));
  if (fits) return;
  const wanted = shape.map((length) => length ?? 'any').join(', ');
  throw new BundleError(`${path}: expected shape (${wanted}), got ${size(array.shape)}.`, advice);
}

function notFinite(data: Float32Array, at: number, dims: number, path: string): BundleError {
  const count = data.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  const place = `row ${Math.floor(at / dims)}, column ${at % dims}`;
  const advice = 'Replace them before saving; infinities in float16 mean values above 65504: save float32.';
  return new BundleError(`${path}: expected finite numbers, got ${data[at]} at ${place} (counted from 0), ${count} such values in all.`, advice);
}

function checkFinite(data: Float32Array, dims: number, path: string): void {
  let at = 0;
  while (at < data.length && Number.isFinite(data[at])) at++;
  if (at < data.length) throw notFinite(data, at, dims, path);
}

/** float32 [dims]: what an int8 entry of a column is multiplied with. */
export async function readScale(files: BundleFiles, path: string, dims: number): Promise<Float32Array> {
  const array = await files.readArray(path);
  checkShape(array, [dims], path);
  const scale = asFloats(array, path, 'float16, float32 or float64');
  checkFinite(scale, dims, path);
  return scale;
}

function asFloats({ data, dtype }: NpyArray, path: string, expected: string): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof Float64Array) return Float32Array.from(data);
  throw new BundleError(`${path}: expected ${expected}, got ${dtype}.`, 'Save it with .astype("float32"); int8 needs "scale" in manifest.json.');
}

/** float32 of int8 [rows, dims] times a scale for each column. */
export function scaled(data: Int8Array, scale: Float32Array): Float32Array {
  const floats = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += scale.length) {
    for (let column = 0; column < scale.length; column++) floats[start + column] = data[start + column]! * scale[column]!;
  }
  return floats;
}

async function toFloats(files: BundleFiles, file: FeatureFile, array: NpyArray): Promise<Float32Array> {
  if (file.scale === undefined) return asFloats(array, file.path, 'float16, float32 or float64');
  const scale = await readScale(files, file.scale, array.shape[1]!);
  if (array.data instanceof Int8Array) return scaled(array.data, scale);
  throw new BundleError(`${file.path}: expected int8, because it has a scale, got ${array.dtype}.`, 'Leave out "scale" in manifest.json.');
}

/** Row v·count + i becomes a copy of row v·images + imageOf[i]. */
export function repeated(data: Float32Array, imageOf: Int32Array, images: number, views: number): Float32Array {
  const dims = data.length / (images * views);
  const result = new Float32Array(views * imageOf.length * dims);
  for (let view = 0; view < views; view++) {
    imageOf.forEach((image, item) => {
      const from = (view * images + image) * dims;
      result.set(data.subarray(from, from + dims), (view * imageOf.length + item) * dims);
    });
  }
  return result;
}

/**
 * float32 [views × count, dims]; where items share images, `imageOf` gives each item's row among those of the file.
 * Throws BundleError for another shape or type, and for NaN and infinities.
 */
export async function readFeatures(files: BundleFiles, file: FeatureFile, imageOf?: Int32Array): Promise<FeatureMatrix> {
  const views = file.views ?? ['default'];
  const { count } = files.manifest;
  const stored = imageOf ? imageOf.reduce((most, image) => Math.max(most, image + 1), 0) : count;
  const array = await files.readArray(file.path);
  checkShape(array, [views.length * stored, null], file.path);
  const dims = array.shape[1]!;
  const data = await toFloats(files, file, array);
  checkFinite(data, dims, file.path);
  const items = imageOf ? repeated(data, imageOf, stored, views.length) : data;
  return { data: items, rows: views.length * count, dims, views, encoder: file.encoder };
}
