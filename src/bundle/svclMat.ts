/**
 * The layout of the Wikipedia benchmark (Rasiwasia et al., ACM Multimedia 2010): one .mat file with the features I_tr,
 * T_tr, I_te, T_te, one row a pair; classes from L_tr and L_te in it, or from lists beside it, which also give ids.
 */
import { classesOf, hasClass, type ItemLabels } from '../retrieval/labels';
import type { Dataset, FeatureMatrix, Labels } from './dataset';
import type { Item, Split } from './manifest';
import type { MatFile, Matrix } from './mat';
import { BundleError } from './problem';
import { checkSplits } from './readLabels';
import { labelsInMat } from './svclLabels';
import { readCategories, readLists, type ListedPair, type ReadFile, type SplitRows } from './svclLists';

type Features = Matrix<Float32Array>;

export const svclVariables = ['I_tr', 'T_tr', 'I_te', 'T_te'] as const;

export const isSvcl = ({ variables }: MatFile): boolean => svclVariables.every((name) => variables.has(name));

async function readSplit(mat: MatFile, name: string): Promise<Features> {
  const matrix = await mat.read(name, (length) => new Float32Array(length));
  const { rows, columns, data } = matrix;
  const where = `${mat.path}, ${name}`;
  if (data.length === 0) throw new BundleError(`${where}: expected at least one row and column, got ${rows}×${columns}.`, 'Save one row a pair.');
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return matrix;
  const place = `row ${Math.floor(at / columns) + 1}, column ${(at % columns) + 1}`;
  throw new BundleError(`${where}: expected finite float32 numbers, got ${data[at]} at ${place}.`, 'Replace such values, or leave out their rows.');
}

/** The rows of the test split below those of the training split. */
async function readFeatures(mat: MatFile, trainName: string, testName: string): Promise<{ features: FeatureMatrix; rows: SplitRows }> {
  const [train, test] = [await readSplit(mat, trainName), await readSplit(mat, testName)];
  if (train.columns !== test.columns) {
    throw new BundleError(`${mat.path}, ${testName}: expected ${train.columns} columns, as ${trainName} has, got ${test.columns}.`, 'Make both with the same encoder.');
  }
  const data = new Float32Array(train.data.length + test.data.length);
  data.set(train.data);
  data.set(test.data, train.data.length);
  const features = { data, rows: train.rows + test.rows, dims: train.columns, views: ['default'], encoder: undefined };
  return { features, rows: { train: train.rows, test: test.rows } };
}

function checkPairs(image: number, text: number, where: string, other: string): void {
  if (image !== text) throw new BundleError(`${where}: expected ${image} rows, as ${other} has, got ${text}.`, 'Row i of both must be the same pair.');
}

function labelsInLists(pairs: ListedPair[], { train }: SplitRows): { values: Int32Array; classes: number } {
  const beyond = pairs.find(({ label }) => label >= train);
  if (beyond) throw new BundleError(`${beyond.place}: expected a class of at most ${train}, as there are so many training rows, got ${beyond.label + 1}.`, 'Number the classes from 1 on, without gaps.');
  return { values: Int32Array.from(pairs, ({ label }) => label), classes: pairs.reduce((most, { label }) => Math.max(most, label + 1), 0) };
}

/** From the .mat file, the lists, or both where they agree. */
async function readRowLabels(mat: MatFile, pairs: ListedPair[] | undefined, rows: SplitRows): Promise<{ values: ItemLabels; classes: number }> {
  const own = await labelsInMat(mat, rows);
  const differing = own && pairs?.findIndex(({ label }, row) => !hasClass(own.values, row, label));
  if (own && pairs && differing !== undefined && differing >= 0) {
    const { place, label } = pairs[differing]!;
    throw new BundleError(`${place}: expected class ${classesOf(own.values, differing).map((own) => own + 1).join(', ')}, as ${mat.path} says, got ${label + 1}.`, 'Leave out the lists, or L_tr and L_te.');
  }
  if (own) return own;
  if (pairs) return labelsInLists(pairs, rows);
  throw new BundleError(`${mat.path}: expected the classes in L_tr and L_te, or in *train*_txt_img_cat.list and *test*_txt_img_cat.list beside it, got neither.`, 'Save the class of each row in L_tr and L_te.');
}

function namesOf(categories: { path: string; names: string[] } | undefined, classes: number, matPath: string): string[] {
  if (classes < 2) throw new BundleError(`Classes for ${matPath}: expected at least 2, got ${classes}.`, 'Retrieval is judged by classes: give the items of each its own number.');
  if (!categories) return Array.from({ length: classes }, (_, label) => `class ${label + 1}`);
  const { path, names } = categories;
  if (names.length >= classes) return names;
  throw new BundleError(`${path}: expected ${classes} class names, got ${names.length}.`, 'Name every class, one a line, or leave the file out.');
}

function itemsOf(pairs: ListedPair[] | undefined, { names, values }: Labels, rows: SplitRows): Item[] {
  const unique = new Set(pairs?.map(({ textId }) => textId)).size === pairs?.length;
  return Array.from({ length: rows.train + rows.test }, (_, row) => {
    const classes = classesOf(values, row).map((label) => names[label]).join(', ') || 'no class';
    const split: Split = row < rows.train ? 'train' : 'test';
    const place = `${split} ${split === 'train' ? row + 1 : row + 1 - rows.train}`;
    const pair = pairs?.[row];
    if (!pair) return { id: place, split, caption: `${classes}, ${place}` };
    return { id: unique ? pair.textId : `${pair.textId} (${place})`, split, caption: `${classes}, text ${pair.textId}, image ${pair.imageId}` };
  });
}

/**
 * The dataset of a .mat file that `isSvcl`, training rows first; `paths` are all files of its source, `read` gives one
 * of them. Throws BundleError naming file and variable or line where sizes, classes or numbers do not fit.
 */
export async function readSvcl(mat: MatFile, paths: string[], read: ReadFile): Promise<Omit<Dataset, 'bytes'>> {
  const { features: image, rows } = await readFeatures(mat, 'I_tr', 'I_te');
  const { features: text, rows: textRows } = await readFeatures(mat, 'T_tr', 'T_te');
  checkPairs(rows.train, textRows.train, `${mat.path}, T_tr`, 'I_tr');
  checkPairs(rows.test, textRows.test, `${mat.path}, T_te`, 'I_te');
  const pairs = await readLists(read, mat.path, paths, rows);
  const { values, classes } = await readRowLabels(mat, pairs, rows);
  const labels = { names: namesOf(await readCategories(read, mat.path, paths), classes, mat.path), values };
  const items = itemsOf(pairs, labels, rows);
  checkSplits(items, labels, pairs ? 'The lists of classes' : `${mat.path}, L_tr`);
  return {
    name: mat.path.slice(mat.path.lastIndexOf('/') + 1).replace(/\.mat$/i, ''),
    description: `${rows.train} training and ${rows.test} test pairs of ${mat.path}.`,
    license: undefined, citation: undefined,
    count: items.length,
    image, text, labels, images: undefined, items,
    vocab: undefined, encoder: undefined, thumbnails: undefined, sampledFrom: undefined,
  };
}
