/** The split of each pair: as the files say, else made by class and by image. */
import { streamKey } from '../../math/random';
import { holdOut } from '../../retrieval/holdOut';
import type { ItemLabels } from '../../retrieval/labels';
import { splitOfCell } from '../layouts/columnNames';
import type { Mapping } from '../layouts/mapping';
import { BundleError } from '../problem';
import type { PairClasses } from './classes';
import type { KeptPairs, PairPart } from './keptPairs';
import { placeOf, readTexts } from './partColumns';
import { splitNumber } from './splitNames';
import type { Steps } from './steps';

const BLOCK = 4096;
const NONE = 3;
const [TRAIN, VAL, TEST] = [splitNumber('train'), splitNumber('val'), splitNumber('test')];

async function readColumn(part: PairPart, splits: Uint8Array, steps: Steps): Promise<void> {
  const { splitNames: column, rows } = part.columns;
  if (!column) return;
  let pair = 0;
  for (let start = 0; start < rows; start += BLOCK) {
    const cells = await readTexts(column, start, Math.min(rows, start + BLOCK));
    cells.forEach((cell, i) => {
      if (!part.kept.texts.has(start + i)) return;
      const split = splitOfCell(cell);
      if (!split) throw new BundleError(`${placeOf(column)}: expected train, val or test (or 0, 1, 2) in row ${start + i + 1}, got ${JSON.stringify(cell.slice(0, 40))}.`, 'Correct the row, or leave the split column out: splits are then made.');
      splits[pair++] = splitNumber(split);
    });
    await steps.took(cells.length);
  }
}

/** uint8 [pairs]: train 0, val 1, test 2, not given 3. Throws BundleError naming the row for a cell that is no split. */
async function givenSplits({ parts, count }: KeptPairs, steps: Steps): Promise<Uint8Array> {
  const splits = new Uint8Array(count).fill(NONE);
  let pair = 0;
  for (const part of parts) {
    const own = splits.subarray(pair, (pair += part.kept.texts.size));
    if (part.columns.split) own.fill(splitNumber(part.columns.split));
    else await readColumn(part, own, steps);
  }
  return splits;
}

/** First pair of each image among the pairs. */
function firstPairs(pairs: Int32Array, imageRows: Int32Array | null, images: number): Int32Array {
  if (!imageRows) return pairs;
  const seen = new Uint8Array(images);
  return pairs.filter((pair) => seen[imageRows[pair]!]!++ === 0);
}

/** Pairs held out of `from`, whole images, by class; where that gives none, as each class has one image, of all alike. */
function holdPairs(from: Int32Array, pairs: KeptPairs, labels: ItemLabels, share: number, seed: number): Int32Array {
  const first = firstPairs(from, pairs.imageRows, pairs.images);
  const byClass = holdOut(first, labels, share, seed).validation;
  const held = byClass.length > 0 ? byClass : holdOut(first, new Int32Array(pairs.count), share, seed).validation;
  const { imageRows } = pairs;
  if (!imageRows) return held;
  const images = new Uint8Array(pairs.images);
  for (const pair of held) images[imageRows[pair]!] = 1;
  return from.filter((pair) => images[imageRows[pair]!] === 1);
}

function rowsWith(splits: Uint8Array, split: number): Int32Array {
  const rows = new Int32Array(splits.reduce((count, own) => count + Number(own === split), 0));
  let at = 0;
  splits.forEach((own, row) => {
    if (own === split) rows[at++] = row;
  });
  return rows;
}

const mark = (splits: Uint8Array, pairs: Int32Array, split: number): void => pairs.forEach((pair) => (splits[pair] = split));

export interface PairSplits {
  /** uint8 [pairs]: 0 train, 1 val, 2 test. */
  values: Uint8Array;
  /** Which of them were made here. */
  made: ('val' | 'test')[];
  /** Pairs without a split that became training pairs, as others have one. */
  filled: number;
}

/**
 * Splits as the files say. Where no pair has one, `validation` and `test` shares of the images are drawn, stratified by
 * class; where only test pairs are missing, they are drawn of the training pairs. Pairs of one image stay together.
 * Throws BundleError where there are no pairs to train or to test on.
 */
export async function pairSplits(pairs: KeptPairs, classes: PairClasses | null, { splits: shares }: Mapping, steps: Steps): Promise<PairSplits> {
  const values = await givenSplits(pairs, steps);
  const labels = classes?.values ?? new Int32Array(pairs.count);
  const open = rowsWith(values, NONE);
  const none = open.length === pairs.count;
  mark(values, open, TRAIN);
  const made: PairSplits['made'] = [];
  if (!values.includes(TEST)) {
    mark(values, holdPairs(rowsWith(values, TRAIN), pairs, labels, shares.test, streamKey(shares.seed, TEST)), TEST);
    made.push('test');
  }
  if (none && shares.validation > 0) {
    mark(values, holdPairs(rowsWith(values, TRAIN), pairs, labels, shares.validation / (1 - shares.test), streamKey(shares.seed, VAL)), VAL);
    made.push('val');
  }
  checkSplits(values, none ? pairs.count : 0);
  return { values, made, filled: none ? 0 : open.length };
}

function checkSplits(values: Uint8Array, made: number): void {
  for (const split of ['train', 'test'] as const) {
    if (values.includes(splitNumber(split))) continue;
    const advice = made > 0 ? 'Add pairs, or give each its split.' : `Add the files of the ${split} split, or leave the splits out: they are then made.`;
    throw new BundleError(`Splits: expected pairs to ${split} on, got none among ${values.length}.`, advice);
  }
}
