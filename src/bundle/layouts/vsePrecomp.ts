/** Precomputed features as for VSE++ and SCAN: {train,dev,test}_ims.npy, _caps.txt and _ids.txt, several captions an image. */
import type { NumberColumn, TextColumn } from '../columns/column';
import type { Split } from '../manifest';
import { baseName, folderOf } from './columnNames';
import { bySplit, guessOf, nameOf, partOf, type Detector, type Drop } from './guess';
import type { Part } from './mapping';
import { readNumbers, readTexts } from './sample';

interface SplitFiles {
  split: Split;
  folder: string;
  images: NumberColumn;
  captions: TextColumn;
  ids: TextColumn | undefined;
}

const words: [Split, string][] = [['train', 'train'], ['val', 'dev'], ['val', 'val'], ['test', 'test'], ['test', 'testall']];

/** Of an image; more equal rows than that are no sign of it. */
const MOST_CAPTIONS = 20;

/** Numbers of an image that are taken as one row without doubt: four regions of 2048. */
const MOST_DIMS = 8192;

function find({ opened }: Drop, folder: string, [split, word]: (typeof words)[number]): SplitFiles | null {
  const inFile = (ending: string) => opened.find(({ path }) => folderOf(path) === folder && baseName(path).toLowerCase() === `${word}_${ending}`)?.columns;
  const images = inFile('ims.npy')?.find((column) => column.kind === 'numbers');
  const captions = inFile('caps.txt')?.find((column) => column.kind === 'texts');
  const ids = inFile('ids.txt')?.find((column) => column.kind === 'texts');
  return images && captions ? { split, folder, images, captions, ids } : null;
}

/** Those of one split in the order in which they are preferred. */
function collect(drop: Drop): SplitFiles[] {
  const folder = drop.opened.map(({ path }) => path).filter((path) => /_ims\.npy$/i.test(path)).map(folderOf).sort()[0];
  if (folder === undefined) return [];
  return words.map((word) => find(drop, folder, word)).filter((files) => files !== null).sort(bySplit);
}

/** How many first rows are the same: in COCO's files each image stands once for each of its captions. */
async function equalFirstRows(images: NumberColumn): Promise<number> {
  const numbers = await readNumbers(images);
  const { dims } = images;
  const rows = numbers.length / dims;
  const isFirst = (row: number): boolean => numbers.slice(row * dims, (row + 1) * dims).every((value, i) => value === numbers[i]);
  let equal = 1;
  while (equal < rows && isFirst(equal)) equal++;
  return equal;
}

async function captionsAnImage({ images, captions }: SplitFiles): Promise<number> {
  if (images.rows !== captions.rows) return captions.rows / images.rows;
  const equal = await equalFirstRows(images);
  return equal <= MOST_CAPTIONS && equal < images.rows && captions.rows % equal === 0 ? equal : 1;
}

type IdRole = { role: 'imageId' | 'id' | null; reason: string };

/** Ids a caption either come `times` in a row, as the captions do, or say themselves which image a caption has. */
async function readIds({ ids, captions, images, split }: SplitFiles, times: number | null): Promise<IdRole> {
  if (!ids) return { role: null, reason: '' };
  if (ids.rows !== captions.rows) return { role: null, reason: `${nameOf(ids)} has ${ids.rows} rows, not one a caption: it was left out.` };
  const read = await readTexts(ids);
  if (times !== null && times > 1 && read.every((id, row) => id === read[row - (row % times)])) return { role: null, reason: `${nameOf(ids)} agrees: each ${times} captions have one id.` };
  if (images.rows === captions.rows || (times !== null && new Set(read).size === read.length)) return { role: 'id', reason: `Ids (${split}): ${nameOf(ids)}.` };
  return { role: 'imageId', reason: `The image of each caption (${split}): ${nameOf(ids)}.` };
}

function regionNotes({ images }: SplitFiles): { reasons: string[]; doubts: string[] } {
  const [, ...sizes] = images.shape;
  if (sizes.length < 2) return { reasons: [], doubts: [] };
  const what = `${nameOf(images)} has ${sizes.join(' × ')} numbers an image`;
  if (images.dims <= MOST_DIMS) return { reasons: [`${what}: they are laid side by side, ${images.dims} in a row.`], doubts: [] };
  return { reasons: [], doubts: [`${what}, regions perhaps: they are not averaged but laid side by side, ${images.dims} in a row, which is a lot to learn from. Save their mean instead: numpy.save("${baseName(images.path)}", images.mean(axis=1)).`] };
}

export const detectVsePrecomp: Detector = async (drop) => {
  const all = collect(drop);
  const found = all.filter((files, i) => all.findIndex(({ split }) => split === files.split) === i);
  if (found.length === 0) return null;
  const times = await Promise.all(found.map(captionsAnImage));
  const whole = times.every((one) => one === times[0] && Number.isInteger(one)) ? times[0]! : null;
  const ids = await Promise.all(found.map((files) => readIds(files, whole)));
  const regions = regionNotes(found[0]!);
  const ratios = found.map(({ split, images, captions }) => `${split}: ${captions.rows} captions, ${images.rows} rows of image features`).join('; ');
  const byIds = ids.every(({ role }) => role === 'imageId');
  return guessOf('vse-precomp', drop.name, {
    parts: found.map((files, i) => partOfFiles(files, ids[i]!.role)),
    reasons: [
      `Precomputed features as for VSE++ and SCAN. ${ratios}.`,
      ...(whole === null ? [] : [`${whole} caption${whole === 1 ? '' : 's'} an image.`]),
      'Text features: none; they are made of the captions. There are no classes.',
      ...ids.flatMap(({ reason }) => (reason === '' ? [] : [reason])),
      ...all.filter((files) => !found.includes(files)).map(({ images }) => `${images.path} was left out: ${found.map((files) => files.images.path).join(', ')} were taken.`),
      ...regions.reasons,
    ],
    doubts: [...(whole !== null || byIds ? [] : [`The captions are no whole multiple of the images that is the same in all splits: ${ratios}.`]), ...regions.doubts],
    captionsPerImage: whole ?? 1,
  });
};

function partOfFiles({ split, images, captions, ids }: SplitFiles, role: IdRole['role']): Part {
  return partOf(split, { image: images, caption: captions, id: role === 'id' ? ids : undefined, imageId: role === 'imageId' ? ids : undefined });
}
