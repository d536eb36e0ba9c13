/** Finds out what a drop brings: features by their width, else pictures, else texts. */
import type { ByteFile } from '../../bundle/columns/byteFile';
import type { NumberColumn } from '../../bundle/columns/column';
import { placeOf } from '../../bundle/columns/rowRange';
import type { Dataset } from '../../bundle/dataset';
import { closeDrop, isBundle, openDrop, unpacked, type OpenedDrop } from '../../bundle/dropped';
import { pictureFinder } from '../../bundle/layouts/pictureNames';
import { BundleError } from '../../bundle/problem';
import type { PathedFile } from '../../bundle/source';
import type { Modality } from '../../retrieval/scores';
import { checkNamedEncoders } from './encoderNames';
import { besideOf, checkBeside, columnsOf, isTexts, isWide, roleOf, type Found, type FoundNumbers } from './foundColumns';
import { expectedOf, expectedWords, type Input } from './input';
import { numberInput } from './numberInput';
import { pictureInput } from './pictureInput';
import { textInput } from './textInput';
import type { OwnAdded } from './types';

/** What is to be added, or what must be asked before. */
export type Plan = { inputs: Input[]; notes: string[]; close(): void } | { ask: NonNullable<OwnAdded['ask']> };

export interface PlanParts {
  dataset: Dataset;
  encode(picture: Blob): Promise<Float32Array>;
}

function quantised({ dtype, ...column }: NumberColumn): void {
  if (dtype === 'i1') throw new BundleError(`${placeOf(column)}: expected features as floating-point numbers, got int8.`, 'Multiply them by the scales that they were stored with, and save them as float16.');
}

function featureInputs(all: Found[], fitting: (FoundNumbers)[], { dataset }: PlanParts, as: Modality | null): Input[] {
  checkBeside(all, fitting.map(({ column }) => column));
  const expected = expectedOf(dataset);
  return fitting.map((found) => {
    quantised(found.column);
    const modality = as ?? (found.column.dims === expected.image.dims ? 'image' : 'text');
    return numberInput(found.column, modality, besideOf(all, found), expected[modality].encoder);
  });
}

/** Captions that a table beside the pictures gives them, by their paths. */
async function captionsOf(all: Found[], pictures: ByteFile[]): Promise<ReadonlyMap<string, string>> {
  const texts = all.filter(isTexts);
  const named = texts.find((found) => ['imageName', 'id', 'imageId'].includes(roleOf(found) ?? ''));
  const caption = texts.find((found) => found.file === named?.file && roleOf(found) === 'caption');
  if (!named || !caption) return new Map();
  const find = pictureFinder(pictures.map(({ path }) => path));
  const [names, captions] = [await named.column.readRows(0, named.column.rows), await caption.column.readRows(0, caption.column.rows)];
  return new Map(names.flatMap((name, row): [string, string][] => {
    const path = find(name);
    return path === null ? [] : [[path, captions[row]!]];
  }));
}

async function pictures(all: Found[], files: ByteFile[], { dataset, encode }: PlanParts): Promise<Input> {
  if (!dataset.encoder) {
    throw new BundleError(`Adding ${files[0]!.path}: expected a dataset with its own image encoder, ${dataset.name} has none.`, `Add features instead: ${dataset.image.dims} numbers a row, made with the dataset’s image encoder.`);
  }
  const captions = await captionsOf(all, files);
  return pictureInput(files, { dims: dataset.image.dims, encode, captionOf: (path) => captions.get(path) ?? null });
}

function texts(all: Found[], { dataset }: PlanParts): Input {
  const columns = all.filter(isTexts);
  const caption = columns.find((found) => roleOf(found) === 'caption') ?? columns.find((found) => roleOf(found) === null) ?? columns[0];
  if (!caption) {
    const [first] = all;
    throw new BundleError(`Adding ${first ? placeOf(first.column) : 'files'}: expected ${expectedWords(expectedOf(dataset))}, pictures or texts, got ${first?.column.kind === 'numbers' ? 'a number a row' : 'none'}.`, 'Save the features as a matrix with a row an item.');
  }
  const { vocab } = dataset;
  if (!vocab) {
    throw new BundleError(`Adding ${placeOf(caption.column)}: expected a dataset whose words are known, ${dataset.name} has no vocabulary.`, `Add text features instead: ${dataset.text.dims} numbers a row.`);
  }
  const beside = all.filter(({ column }) => column !== caption.column && column.rows === caption.column.rows && (column.kind === 'texts' || column.dims === 1));
  return textInput(caption.column, beside.find((found) => roleOf(found) === 'id')?.column ?? null, vocab);
}

async function planOf(drop: OpenedDrop, parts: PlanParts, as: Modality | null): Promise<Plan> {
  const [all, expected] = [columnsOf(drop), expectedOf(parts.dataset)];
  const wide = all.filter(isWide);
  const fitting = wide.filter(({ column: { dims } }) => (as ? dims === expected[as].dims : dims === expected.image.dims || dims === expected.text.dims));
  const notes = [...drop.refused.map(({ message }) => `Left out: ${message}`), ...drop.others.map((path) => `Left out, as it holds no data: ${path}.`)];
  const close = () => closeDrop(drop);
  const [first] = fitting;
  if (!first) {
    const [other] = wide;
    if (other) throw new BundleError(`${placeOf(other.column)}: expected ${expectedWords(expected)}, got ${other.column.dims}.`, 'Make the features with the dataset’s own encoder.');
    return { inputs: [drop.pictures.length > 0 ? await pictures(all, drop.pictures, parts) : texts(all, parts)], notes, close };
  }
  if (as === null && expected.image.dims === expected.text.dims) return { ask: { name: placeOf(first.column), dims: first.column.dims } };
  const others = wide.filter((found) => !fitting.includes(found)).map(({ column }) => `Left out, as it has ${column.dims} numbers a row: ${placeOf(column)}.`);
  if (drop.pictures.length > 0) notes.push('Pictures beside features were left out: add them on their own.');
  return { inputs: featureInputs(all, fitting, parts, as), notes: [...notes, ...others], close };
}

/**
 * What the dropped files bring into the gallery of this dataset.
 * @param as which modality features are of; null: their width tells
 * Throws BundleError where they do not fit.
 */
export async function planAddition(files: PathedFile[], parts: PlanParts, as: Modality | null, onProgress: (done: number, total: number) => void): Promise<Plan> {
  const all = await unpacked(files);
  if (isBundle(all)) throw new BundleError('Adding items: expected features, pictures or texts, got a whole dataset.', 'Open it in Data, or add its files of features one by one.');
  await checkNamedEncoders(all, parts.dataset);
  const drop = await openDrop(all, onProgress);
  let plan: Plan | null = null;
  try {
    return (plan = await planOf(drop, parts, as));
  } finally {
    if (!plan || 'ask' in plan) closeDrop(drop);
  }
}
