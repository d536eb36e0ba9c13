/**
 * One file with the features of both splits: I_tr, T_tr, I_te, T_te as in the Wikipedia benchmark (classes in L_tr and
 * L_te, or in lists beside it), or I_tr_CNN, T_tr_BOW, trImgCat, … as in XMedia.
 */
import type { Column, OpenedFile } from '../columns/column';
import { baseName, folderOf } from './columnNames';
import { takenRef } from './findColumn';
import { guessOf, listed, nameOf, partOf, sizeOf, type Detector, type Drop, type PartColumns } from './guess';
import { differingClasses } from './classComparison';
import type { Split } from '../manifest';

const splits: [Split, string, string][] = [
  ['train', 'tr', 'train'],
  ['val', 'va', 'val'],
  ['test', 'te', 'test'],
];

const MOST_NAMES = 10_000;

/** Features of a modality in a split; those by a CNN come first. */
function features({ columns }: OpenedFile, modality: 'I' | 'T', short: string): Column[] {
  const named = columns.filter(({ kind, name }) => kind === 'numbers' && (name === `${modality}_${short}` || name.startsWith(`${modality}_${short}_`)));
  return named.sort((a, b) => Number(/cnn/i.test(b.name)) - Number(/cnn/i.test(a.name)));
}

const named = ({ columns }: OpenedFile, ...names: string[]): Column | undefined => names.map((name) => columns.find((column) => column.name === name)).find((column) => column);

/** Lists of text id, image id and class, with tabs between. */
async function listOf({ opened }: Drop, mat: OpenedFile, word: string): Promise<Column | undefined> {
  const pattern = new RegExp(`^[^/]*${word}[^/]*_txt_img_cat\\.list$`, 'i');
  const lists = opened.filter(({ path }) => folderOf(path) === folderOf(mat.path) && pattern.test(baseName(path)));
  const [lines] = lists[0]?.columns ?? [];
  if (lists.length !== 1 || lines?.kind !== 'texts' || lines.rows === 0) return undefined;
  const [line = ''] = await lines.readRows(0, 1);
  return /^[^\t]+\t[^\t]+\t\s*\d+\s*$/.test(line) ? lines : undefined;
}

async function categoriesBeside({ opened }: Drop, mat: OpenedFile): Promise<string[] | null> {
  const file = opened.find(({ path }) => folderOf(path) === folderOf(mat.path) && /^categories\.(list|txt)$/i.test(baseName(path)));
  const lines = file?.columns.find(({ kind }) => kind === 'texts');
  if (lines?.kind !== 'texts' || lines.rows > MOST_NAMES) return null;
  const names = (await lines.readRows(0, lines.rows)).map((name) => name.trim());
  return names.every((name) => name !== '') ? names : null;
}

interface SplitFound {
  split: Split;
  columns: PartColumns;
  reasons: string[];
  doubts: string[];
}

async function findSplit(drop: Drop, mat: OpenedFile, [split, short, word]: (typeof splits)[number]): Promise<SplitFound | null> {
  const [images, texts] = [features(mat, 'I', short), features(mat, 'T', short)];
  const [[image], [text]] = [images, texts];
  if (!image || !text) return null;
  const imageLabels = named(mat, `L_${short}`, `${short}ImgCat`);
  const textLabels = named(mat, `${short}TxtCat`);
  const lines = await listOf(drop, mat, word);
  const labels = imageLabels ?? textLabels ?? (lines && takenRef(lines, 'field 3'));
  return {
    split,
    columns: { image, text, labels, id: lines && takenRef(lines, 'field 1') },
    reasons: [
      `Image features (${split}): ${image.name}, ${sizeOf(image)}. Text features: ${text.name}, ${sizeOf(text)}.`,
      labels ? `Classes (${split}): ${nameOf(labels)}.` : `There are no classes for the ${split} split: no L_${short}, and no *${word}*_txt_img_cat.list beside the file.`,
      ...(lines ? [`Ids (${split}): the first field of ${baseName(lines.path)}.`] : []),
    ],
    doubts: [...several('image', images), ...several('text', texts), ...(imageLabels && textLabels ? await differingClasses(imageLabels, textLabels) : [])],
  };
}

const several = (what: string, columns: Column[]): string[] => (columns.length > 1 ? [`There are several ${what} features, ${listed(columns.map(({ name }) => name))}: ${columns[0]!.name} was taken.`] : []);

async function guessFile(drop: Drop, mat: OpenedFile) {
  const found = (await Promise.all(splits.map((split) => findSplit(drop, mat, split)))).filter((split) => split !== null);
  if (!found.some(({ split }) => split === 'train') || found.length < 2) return null;
  const plain = found.every(({ columns: { image } }) => image !== undefined && /^I_[a-z]+$/.test(image.name));
  const classNames = found.some(({ columns }) => columns.labels) ? await categoriesBeside(drop, mat) : null;
  return guessOf(plain ? 'svcl-mat' : 'xmedia-mat', drop.name, {
    parts: found.map(({ split, columns }) => partOf(split, columns)),
    reasons: [
      `${baseName(mat.path)} has the variables of ${plain ? 'the Wikipedia benchmark' : 'XMedia'}, with _tr for training and _te for test.`,
      ...found.flatMap(({ reasons }) => reasons),
      ...(classNames ? [`Names of the classes: the ${classNames.length} lines of categories.list.`] : []),
    ],
    doubts: found.flatMap(({ doubts }) => doubts),
    classNames,
  });
}

export const detectSvcl: Detector = async (drop) => {
  const guesses = [];
  for (const file of drop.opened) guesses.push({ file, guess: await guessFile(drop, file) });
  const [first, ...others] = guesses.filter(({ guess }) => guess !== null);
  if (!first?.guess) return null;
  const doubts = others.map(({ file }) => `${file.path} has such variables too: only ${first.file.path} was taken.`);
  return { ...first.guess, certain: first.guess.certain && doubts.length === 0, doubts: [...first.guess.doubts, ...doubts] };
};
