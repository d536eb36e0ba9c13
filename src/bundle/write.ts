/** Writes bundles: the files of one, and the zip of them. */
import { isMultiLabel } from '../retrieval/labels';
import { sha256 } from './bundleFiles';
import type { Labels } from './dataset';
import { BUNDLE_FORMAT, BUNDLE_VERSION, type EncoderFile, type FeatureFile, type FileEntry, type Item, type Manifest, type VocabWords } from './manifest';
import { encodeNpy } from './npy';
import { MANIFEST_PATH } from './parseManifest';
import { checkedPath } from './path';
import { BundleError } from './problem';
import { pictureType } from './readPictures';

export interface FeatureParts {
  /** [rows, dims], row-major; rows = views × items. int8 needs `scale`. */
  data: Float32Array | Int8Array;
  dims: number;
  /** float32 [dims], only with int8. */
  scale?: Float32Array;
  /** float32 data is rounded to float16 unless this is 'f4'. */
  dtype?: 'f2' | 'f4';
  encoder?: string;
  normalized?: boolean;
  views?: string[];
}

export interface BundleParts {
  name: string;
  description?: string;
  license?: string;
  citation?: string;
  image: FeatureParts;
  text: FeatureParts;
  labels: Labels;
  items: Item[];
  /** Several sheets a view need `rows`. */
  thumbnails?: { cell: number; columns: number; rows?: number; sheets: Uint8Array[] };
  /** vectors int8 [words, dims of the text features]. */
  vocab?: { words: VocabWords; vectors: Int8Array; scale: Float32Array };
  /** `files` holds model.json and its weights under the paths of the bundle. */
  encoder?: { declaration: EncoderFile; files: Map<string, Uint8Array> };
}

type Files = Map<string, Uint8Array<ArrayBuffer>>;

const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);

function addFeatures(files: Files, name: string, parts: FeatureParts, items: number): FeatureFile {
  const { data, dims, scale, encoder, normalized, views } = parts;
  const path = `${name}.npy`;
  const rows = items * (views?.length ?? 1);
  if (data instanceof Int8Array !== (scale !== undefined)) {
    throw new BundleError(`Writing ${path}: expected int8 together with a scale, got one without the other.`, 'Give both, or float32.');
  }
  const half = data instanceof Float32Array && parts.dtype !== 'f4';
  files.set(path, encodeNpy(data, [rows, dims], half ? 'f2' : undefined));
  if (!scale) return { path, encoder, normalized, views };
  const scalePath = `${name}_scale.npy`;
  files.set(scalePath, encodeNpy(scale, [dims]));
  return { path, encoder, normalized, scale: scalePath, views };
}

function encodeLabels({ names, values }: Labels, items: number): Uint8Array<ArrayBuffer> {
  return isMultiLabel(values) ? encodeNpy(values.values, [items, names.length]) : encodeNpy(values, [items]);
}

function addThumbnails(files: Files, { thumbnails }: BundleParts): Manifest['thumbnails'] {
  if (!thumbnails) return undefined;
  const { cell, columns, rows } = thumbnails;
  const sheets = thumbnails.sheets.map((sheet, view) => {
    const ending = pictureType(sheet)?.slice('image/'.length);
    if (!ending) throw new BundleError(`Writing sheet ${view}: expected a WebP, PNG or JPEG picture, got other bytes.`, 'Encode the sheet first.');
    const path = `thumbs/${view}.${ending}`;
    files.set(path, Uint8Array.from(sheet));
    return path;
  });
  return { kind: 'sprites', cell, columns, rows, sheets };
}

function addVocab(files: Files, { vocab, text }: BundleParts): Manifest['vocab'] {
  if (!vocab) return undefined;
  files.set('vocab.json', jsonBytes(vocab.words));
  files.set('vocab.npy', encodeNpy(vocab.vectors, [vocab.words.words.length, text.dims]));
  files.set('vocab_scale.npy', encodeNpy(vocab.scale, [text.dims]));
  return { path: 'vocab.json', vectors: 'vocab.npy', scale: 'vocab_scale.npy' };
}

function addEncoder(files: Files, { encoder }: BundleParts): Manifest['encoder'] {
  encoder?.files.forEach((bytes, path) => {
    if (files.has(path)) throw new BundleError(`Writing ${path}: expected a path of its own, got one of the bundle's other files.`, 'Keep the encoder in a folder.');
    files.set(checkedPath(path, 'Writing the encoder'), Uint8Array.from(bytes));
  });
  return encoder?.declaration;
}

async function describeFiles(files: Files): Promise<Record<string, FileEntry>> {
  const entries: [string, FileEntry][] = [];
  for (const [path, bytes] of files) entries.push([path, { bytes: bytes.length, sha256: (await sha256(bytes)) ?? '' }]);
  return Object.fromEntries(entries);
}

/**
 * The files of a bundle by path, manifest.json first; they share no memory with the parts.
 * Throws BundleError where an array does not fit its shape.
 */
export async function writeBundle(parts: BundleParts): Promise<Files> {
  const { name, description, license, citation, labels, items } = parts;
  const files: Files = new Map();
  const manifest: Manifest = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    name,
    description,
    license,
    citation,
    count: items.length,
    features: { image: addFeatures(files, 'image', parts.image, items.length), text: addFeatures(files, 'text', parts.text, items.length) },
    labels: { path: 'labels.npy', kind: isMultiLabel(labels.values) ? 'multihot' : 'index', names: labels.names },
    items: { path: 'items.jsonl' },
    thumbnails: addThumbnails(files, parts),
    vocab: addVocab(files, parts),
  };
  files.set('labels.npy', encodeLabels(labels, items.length));
  files.set('items.jsonl', new TextEncoder().encode(items.map((item) => `${JSON.stringify(item)}\n`).join('')));
  manifest.encoder = addEncoder(files, parts);
  manifest.files = await describeFiles(files);
  return new Map([[MANIFEST_PATH, jsonBytes(manifest)], ...files]);
}
