/** Which columns of a group are what, and what is not certain of it. */
import type { Column } from '../columns/column';
import { isMatrix, type Candidate } from './candidates';
import { differingClasses } from './classComparison';
import { folderOf } from './columnNames';
import type { Group } from './tableGroups';
import { listed, nameOf, sizeOf, type PartColumns } from './guess';
import type { Role } from './mapping';

export interface Chosen {
  columns: PartColumns;
  reasons: string[];
  doubts: string[];
  captionsPerImage: number;
  /** A list of names of the classes, apart from the rows. */
  names: Column | undefined;
}

interface Sides {
  image: Column;
  text: Column | undefined;
  reasons: string[];
  doubts: string[];
}

const columnsOf = (candidates: Candidate[], role: Role): Column[] => candidates.filter((candidate) => candidate.role === role).map(({ column }) => column);

/** Those with as many rows come first, then those of the same folder. */
function nearest(columns: Column[], { rows, path }: Column): Column[] {
  const far = (column: Column): number => (column.rows === rows ? 0 : 2) + (folderOf(column.path) === folderOf(path) ? 0 : 1);
  return columns.toSorted((a, b) => far(a) - far(b));
}

const several = (what: string, columns: Column[]): string[] => (columns.length > 1 ? [`There are several columns that may be ${what}, ${listed(columns.map(nameOf))}: ${nameOf(columns[0]!)} was taken.`] : []);

function pickImage(images: Column[], texts: Column[], free: Column[]): { image: Column; doubts: string[]; why: string } | null {
  if (images.length > 0) return { image: images[0]!, doubts: several('the image features', images), why: 'by its name' };
  const [text] = texts;
  const beside = text ? free.filter(({ rows }) => rows === text.rows) : free;
  const [first, second] = beside;
  if (!first) return null;
  if (text) return { image: first, doubts: several('the image features', beside), why: `as it has as many rows as ${nameOf(text)}` };
  const doubt = second ? `No name tells which of ${listed(beside.map(nameOf))} are the image features: ${nameOf(first)} was taken, as it comes first.` : `No name tells that ${nameOf(first)} are image features.`;
  return { image: first, doubts: [doubt], why: 'as it is the first matrix' };
}

function pickText(image: Column, texts: Column[], free: Column[]): { text: Column | undefined; doubts: string[]; why: string } {
  const named = nearest(texts, image);
  if (named.length > 0) return { text: named[0], doubts: several('the text features', named), why: 'by its name' };
  const beside = free.filter((column) => column !== image && column.rows === image.rows);
  return { text: beside[0], doubts: several('the text features', beside), why: `as it has as many rows as ${nameOf(image)}` };
}

function pickSides({ candidates }: Group): Sides | null {
  const free = candidates.filter(({ role, column }) => role === null && isMatrix(column)).map(({ column }) => column);
  const texts = columnsOf(candidates, 'text');
  const picked = pickImage(columnsOf(candidates, 'image'), texts, free);
  if (!picked) return null;
  const { image } = picked;
  const { text, doubts, why } = pickText(image, texts, free);
  if (!text && columnsOf(candidates, 'caption').length === 0) return null;
  const reasons = [
    `Image features: ${nameOf(image)}, ${sizeOf(image)}, ${picked.why}.`,
    text ? `Text features: ${nameOf(text)}, ${sizeOf(text)}, ${why}.` : 'Text features: none; they are made of the captions.',
  ];
  return { image, text, reasons, doubts: [...picked.doubts, ...doubts] };
}

/** How many texts an image has: 1 unless the rows are a whole multiple. */
function captionsAnImage(image: Column, pairs: Column | undefined): number {
  const times = pairs ? pairs.rows / image.rows : 1;
  return Number.isInteger(times) ? times : 1;
}

const others: [Role, string][] = [['labels', 'the classes'], ['caption', 'the captions'], ['id', 'the ids'], ['split', 'the splits'], ['imageId', 'ids of the images'], ['imageName', 'names of the pictures'], ['url', 'addresses']];

async function labelDoubts(labels: Candidate[]): Promise<string[]> {
  const [first, second] = labels;
  if (!first) return [];
  const guessed = first.named ? [] : [`No name tells that ${nameOf(first.column)} are the classes: it was taken for them as it holds few different values.`];
  if (!second) return guessed;
  const differing = labels.length === 2 && first.column.kind === second.column.kind ? await differingClasses(first.column, second.column) : ['differ'];
  return differing.length > 0 ? [...guessed, ...several('the classes', labels.map(({ column }) => column))] : guessed;
}

interface Beside {
  columns: PartColumns;
  chosen: Column[];
  reasons: string[];
  doubts: string[];
}

/** Named columns come before those that are told by their values. */
async function pickBeside({ candidates }: Group, rows: number): Promise<Beside> {
  const beside: Beside = { columns: {}, chosen: [], reasons: [], doubts: [] };
  const sorted = candidates.toSorted((a, b) => Number(b.named) - Number(a.named));
  for (const [role, what] of others) {
    const fitting = sorted.filter((candidate) => candidate.role === role && candidate.column.rows === rows);
    const [first] = fitting;
    if (!first) continue;
    beside.columns[role] = first.ref;
    beside.chosen.push(first.column);
    beside.reasons.push(`${what[0]!.toUpperCase()}${what.slice(1)}: ${nameOf(first.column)}.`);
    if (role === 'labels') beside.doubts.push(...(await labelDoubts(fitting)));
    if (role === 'caption') beside.doubts.push(...several(what, fitting.map(({ column }) => column)));
  }
  return beside;
}

/** The roles of a group's columns; null where it has no two sides. */
export async function chooseRoles(group: Group): Promise<Chosen | null> {
  const sides = pickSides(group);
  if (!sides) return null;
  const { image, text } = sides;
  const pairs = text ?? nearest(columnsOf(group.candidates, 'caption'), image)[0];
  const times = captionsAnImage(image, pairs);
  const beside = await pickBeside(group, pairs?.rows ?? image.rows);
  const chosen = new Set<Column | undefined>([image, text, ...beside.chosen]);
  const names = group.candidates.find(({ role, column }) => role === 'labels' && column.kind === 'texts' && !chosen.has(column))?.column;
  const left = group.candidates.map(({ column }) => column).filter((column) => !chosen.has(column) && column !== names);
  return {
    columns: { image, text, ...beside.columns },
    reasons: [...sides.reasons, ...beside.reasons, ...(left.length > 0 ? [`Left out: ${listed(left.map(nameOf))}.`] : [])],
    doubts: [...sides.doubts, ...beside.doubts, ...rowDoubts(image, pairs, times), ...left.filter(isMatrix).flatMap((column) => leftOut(column, image))],
    captionsPerImage: times,
    names,
  };
}

function rowDoubts(image: Column, pairs: Column | undefined, times: number): string[] {
  if (!pairs || pairs.rows === image.rows) return [];
  if (times > 1) return [`${nameOf(pairs)} has ${times} times the ${image.rows} rows of ${nameOf(image)}: it was taken that each image has ${times} texts in a row.`];
  return [`${nameOf(image)} has ${image.rows} rows, ${nameOf(pairs)} ${pairs.rows}: row i of both must be the same pair.`];
}

const leftOut = (column: Column, image: Column): string[] => (column.rows === image.rows ? [] : [`${nameOf(column)} has ${column.rows} rows, not ${image.rows} as ${nameOf(image)}: it was left out.`]);
