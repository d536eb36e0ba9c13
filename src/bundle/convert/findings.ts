/** What was found, in sentences. */
import type { OpenedFile } from '../columns/column';
import type { LayoutName, Mapping } from '../layouts/mapping';
import type { TrainedClasses } from './classes';
import type { ItemFacts } from './itemLines';
import { LONGEST_CAPTION } from './itemTexts';
import type { PictureShelf } from './pictures';
import type { CheckReport, FeatureCheck, Finding } from './report';
import type { PairSplits } from './splits';

const layoutTitles: Record<LayoutName, string> = {
  'clip-retrieval': 'shards of clip-retrieval',
  'svcl-mat': 'the .mat file of the Wikipedia benchmark',
  'xmedia-mat': 'the .mat file of XMedia',
  dscmr: 'the .mat files of DSCMR',
  'hdf5-splits': 'HDF5 with a dataset a split',
  'vse-precomp': 'precomputed features of VSE++ and SCAN',
  pictures: 'pictures with a table',
  table: 'columns',
};

const understood = (text: string): Finding => ({ kind: 'understood', text });
const warning = (text: string): Finding => ({ kind: 'warning', text });
const repaired = (text: string): Finding => ({ kind: 'repaired', text });

/** "1 pair", "2 pairs". */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;

/** "17, 18, 19 and 5 more". */
export function firstOf(first: (number | string)[], count: number): string {
  const shown = first.slice(0, 5).join(', ');
  return count > 5 ? `${shown} and ${count - 5} more` : shown;
}

export function layoutFindings(opened: OpenedFile[], { layout }: Mapping, pairs: number, images: number): Finding[] {
  const shared = images < pairs ? ` of ${counted(images, 'image')}` : '';
  const notes = opened.flatMap(({ path, notes: own }) => own.map((note) => understood(`${path}: ${note}`)));
  return [understood(`Read as ${layoutTitles[layout]}: ${counted(pairs, 'pair')}${shared}.`), ...notes];
}

const precise: Record<string, string> = { f8: 'float64', i4: 'int32', u4: 'uint32', i8: 'int64', u8: 'uint64' };

function roundingFinding(side: string, { dtype }: FeatureCheck, rounded: boolean): Finding[] {
  const wide = dtype.from.split(', ').flatMap((name) => precise[name] ?? []);
  return rounded ? [repaired(`${side} features were rounded from ${wide.join(' and ') || dtype.from} to float32, which keeps 7 digits.`)] : [];
}

export function featureFindings(side: 'Image' | 'Text', check: FeatureCheck, rounded: boolean): Finding[] {
  const { notFinite, constantColumns, zeroRows } = check;
  const findings = roundingFinding(side, check, rounded);
  if (notFinite.rows > 0) {
    const made = check.dtype.from === 'pictures' ? 'no picture that could be read' : 'NaN or an infinity';
    findings.push(repaired(`${counted(notFinite.rows, 'row')} of the ${side.toLowerCase()} features ${notFinite.rows === 1 ? 'has' : 'have'} ${made} and ${notFinite.rows === 1 ? 'was' : 'were'} left out with the pairs: row ${firstOf(notFinite.first, notFinite.rows)}.`));
  }
  if (constantColumns.count > 0) findings.push(warning(`${counted(constantColumns.count, 'column')} of the ${side.toLowerCase()} features ${constantColumns.count === 1 ? 'has' : 'have'} one value only: column ${firstOf(constantColumns.first, constantColumns.count)}.`));
  if (zeroRows > 0) findings.push(warning(`${counted(zeroRows, 'row')} of the ${side.toLowerCase()} features ${zeroRows === 1 ? 'is' : 'are'} zero throughout.`));
  return findings;
}

export function splitFindings({ made, filled }: PairSplits, { splits }: Mapping, counts: CheckReport['splits'], classes: boolean): Finding[] {
  const sizes = `${counts.train} train, ${counts.val} val, ${counts.test} test`;
  const drawn = `drawn by ${classes ? 'class and by ' : ''}image with seed ${splits.seed}: ${sizes}`;
  const findings: Finding[] = [];
  if (made.length === 0) findings.push(understood(`The splits are those of the files: ${sizes}.`));
  else if (made.includes('val')) findings.push(understood(`The files give no splits: validation and test pairs were ${drawn}.`));
  else findings.push(understood(`The files give no test pairs: they were ${drawn}.`));
  if (filled > 0) findings.push(warning(`${counted(filled, 'pair')} came without a split and became training pairs, as other pairs have one.`));
  return findings;
}

export function classFindings({ classes, dropped, reason }: TrainedClasses, report: CheckReport['classes']): Finding[] {
  if (!classes || !report) return [warning(`The classes were left out: ${reason}.`)];
  const findings: Finding[] = [];
  if (dropped.length > 0) findings.push(repaired(`${counted(dropped.length, 'class has', 'classes have')} no training pair and ${dropped.length === 1 ? 'was' : 'were'} left out; pairs of no other class have none: ${firstOf(dropped, dropped.length)}.`));
  const few = report.counts.filter(({ train }) => train < 5);
  if (few.length > 0) findings.push(warning(`${counted(few.length, 'class has', 'classes have')} fewer than 5 training pairs: ${firstOf(few.map(({ name, train }) => `${name} (${train})`), few.length)}.`));
  return findings;
}

export function leakFindings({ image, text }: CheckReport['leaks']): Finding[] {
  const of = (count: number, side: string) => (count > 0 ? [warning(`${counted(count, 'pair')} ${count === 1 ? 'has' : 'have'} the same ${side} features as a pair of another split: results on the test pairs may be too good.`)] : []);
  return [...of(image, 'image'), ...of(text, 'text')];
}

export function itemFindings({ captions, ids, urls }: ItemFacts, givenIds: boolean): Finding[] {
  const findings: Finding[] = [];
  if (!captions.given) findings.push(understood('The files give no captions: items are shown by class and row.'));
  if (captions.empty > 0) findings.push(warning(`${counted(captions.empty, 'caption is', 'captions are')} empty.`));
  if (captions.cut > 0) findings.push(repaired(`${counted(captions.cut, 'caption was', 'captions were')} cut at ${LONGEST_CAPTION} characters.`));
  if (givenIds && ids.repeated > 0) findings.push(repaired(`${counted(ids.repeated, 'id')} came again and got a number: "a", then "a (2)".`));
  if (urls.refused > 0) findings.push(repaired(`${counted(urls.refused, 'address was', 'addresses were')} left out: only http and https are taken.`));
  return findings;
}

export function pictureFindings({ missing }: PictureShelf): Finding[] {
  return missing.count === 0 ? [] : [warning(`${counted(missing.count, 'picture was', 'pictures were')} looked for in vain: ${firstOf(missing.first, missing.count)}.`)];
}
