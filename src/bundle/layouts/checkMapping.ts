/** What keeps a mapping from being taken in, told from the sizes and kinds of its columns. */
import type { Column, OpenedFile } from '../columns/column';
import { findColumn } from './findColumn';
import { allRoles, nameOf, sizeOf } from './guess';
import type { ColumnRef, Mapping, Part, Role } from './mapping';
import { MOST_NUMBERS } from './sample';

type Columns = Map<Role, Column>;

const roleNames: Record<Role, string> = {
  image: 'image features', text: 'text features', labels: 'classes', caption: 'captions', id: 'ids', split: 'splits',
  imageId: 'ids of the images', imageName: 'names of the pictures', url: 'addresses',
};

const rolesOf = ({ roles }: Part): [Role, ColumnRef][] => allRoles.flatMap((role) => (roles[role] ? [[role, roles[role]]] : []));

function findColumns(opened: OpenedFile[], part: Part): { columns: Columns; missing: string[] } {
  const columns: Columns = new Map();
  const missing: string[] = [];
  for (const [role, ref] of rolesOf(part)) {
    const column = findColumn(opened, ref);
    if (column) columns.set(role, column);
    else missing.push(`The files have no column ${nameOf(ref)}, which was chosen for the ${roleNames[role]}.`);
  }
  return { columns, missing };
}

function missingSides({ roles }: Part): string[] {
  const problems: string[] = [];
  if (!roles.image && !roles.imageName) problems.push('No image features were chosen, nor names of pictures to make them of.');
  if (!roles.text && !roles.caption) problems.push('No text features were chosen, nor captions to make them of.');
  return problems;
}

function wrongKinds(columns: Columns): string[] {
  return [...columns].flatMap(([role, column]) => {
    const { kind } = column;
    if ((role === 'image' || role === 'text') && kind === 'texts') return [`${nameOf(column)} was chosen for the ${roleNames[role]}, but holds texts: features are numbers.`];
    if (role === 'caption' && kind === 'numbers') return [`${nameOf(column)} was chosen for the captions, but holds numbers.`];
    if (role !== 'image' && role !== 'text' && role !== 'labels' && kind === 'numbers' && column.dims > 1) return [`${nameOf(column)} was chosen for the ${roleNames[role]}, but has ${column.dims} numbers a row: one is needed.`];
    return [];
  });
}

function emptyColumns(columns: Columns): string[] {
  return [...columns].flatMap(([, column]) => (column.rows === 0 || (column.kind === 'numbers' && column.dims === 0) ? [`${nameOf(column)} is empty.`] : []));
}

function tooWide(columns: Columns): string[] {
  return [...columns].flatMap(([, column]) => (column.kind === 'numbers' && column.dims > MOST_NUMBERS ? [`${nameOf(column)} has ${column.dims} numbers a row: at most ${MOST_NUMBERS} can be taken in.`] : []));
}

/** Of images: as many as texts, one for several texts, or as the ids of the images say. */
function imageRows(columns: Columns, pairs: Column, captions: number): string[] {
  const image = columns.get('image');
  if (!image || columns.has('imageId') || image.rows === pairs.rows || image.rows * captions === pairs.rows) return [];
  const times = captions > 1 ? ` at ${captions} texts an image` : '';
  return [`${nameOf(image)} has ${image.rows} rows, but ${nameOf(pairs)} has ${pairs.rows}${times}: row i of both must be the same pair.`];
}

function differingRows(columns: Columns, captions: number): string[] {
  const pairs = columns.get('text') ?? columns.get('caption') ?? columns.get('imageName') ?? columns.get('image');
  if (!pairs) return [];
  const others = [...columns].filter(([role, { rows }]) => role !== 'image' && rows !== pairs.rows);
  return [...imageRows(columns, pairs, captions), ...others.map(([role, column]) => `${nameOf(column)} has ${column.rows} rows, but ${nameOf(pairs)} has ${pairs.rows}: the ${roleNames[role]} need one row a text.`)];
}

const MAY_SHARE = new Set<Role>(['id', 'imageId', 'imageName', 'url']);

const keyOf = ({ path, name }: ColumnRef): string => JSON.stringify([path, name]);

function repeatedColumns(part: Part): string[] {
  const seen = new Map<string, Role>();
  return rolesOf(part).flatMap(([role, ref]) => {
    const other = seen.get(keyOf(ref));
    if (other === undefined) seen.set(keyOf(ref), role);
    return other === undefined || (MAY_SHARE.has(role) && MAY_SHARE.has(other)) ? [] : [`${nameOf(ref)} was chosen twice: for the ${roleNames[other]} and for the ${roleNames[role]}.`];
  });
}

function repeatedBetweenParts(parts: Part[]): string[] {
  const seen = new Set<string>();
  return parts.flatMap((part) => {
    const keys = rolesOf(part).filter(([role]) => role === 'image' || role === 'text' || role === 'caption');
    const again = keys.filter(([, ref]) => seen.has(keyOf(ref)));
    for (const [, ref] of keys) seen.add(keyOf(ref));
    return again.map(([role, ref]) => `${nameOf(ref)} gives the ${roleNames[role]} of two parts: their rows would come twice.`);
  });
}

const EVERYWHERE: Role[] = ['image', 'text', 'labels'];

function differingParts(parts: Columns[]): string[] {
  const [first, ...others] = parts;
  if (!first) return [];
  return EVERYWHERE.flatMap((role) => {
    const given = parts.flatMap((columns) => columns.get(role) ?? []);
    if (given.length > 0 && given.length < parts.length) return [`The ${roleNames[role]} were chosen for ${given.length} of ${parts.length} parts: choose them for all, or for none.`];
    const own = first.get(role);
    const other = others.map((columns) => columns.get(role)).find((column) => column && own && widthOf(column) !== widthOf(own));
    return own && other ? [`The ${roleNames[role]} differ between the parts: ${nameOf(own)} is ${sizeOf(own)}, ${nameOf(other)} is ${sizeOf(other)}.`] : [];
  });
}

const widthOf = (column: Column): number => (column.kind === 'texts' ? 1 : column.dims);

function wrongNumbers({ captionsPerImage, splits: { validation, test } }: Mapping): string[] {
  const problems: string[] = [];
  if (!Number.isSafeInteger(captionsPerImage) || captionsPerImage < 1) problems.push(`An image needs a whole number of captions, at least 1, not ${captionsPerImage}.`);
  if (!(validation >= 0 && test >= 0 && validation + test < 1)) problems.push(`The shares of the validation and the test split must be at least 0 and below 1 together, not ${validation} and ${test}.`);
  return problems;
}

/**
 * Sentences about what does not fit: missing roles and columns, rows or widths that differ, texts as features, a column in
 * two roles. Empty where the mapping can be converted as far as sizes and kinds tell; no rows are read.
 */
export function checkMapping(opened: OpenedFile[], mapping: Mapping): string[] {
  const { parts, captionsPerImage } = mapping;
  if (parts.length === 0) return ['No columns were chosen.'];
  const found = parts.map((part) => findColumns(opened, part));
  const ofParts = parts.flatMap((part, p) => {
    const { columns, missing } = found[p]!;
    const problems = [...missingSides(part), ...missing, ...emptyColumns(columns), ...tooWide(columns), ...wrongKinds(columns), ...repeatedColumns(part), ...differingRows(columns, captionsPerImage)];
    return parts.length === 1 ? problems : problems.map((problem) => `${part.split ? `Part ${p + 1} (${part.split})` : `Part ${p + 1}`}: ${problem}`);
  });
  return [...ofParts, ...differingParts(found.map(({ columns }) => columns)), ...repeatedBetweenParts(parts), ...wrongNumbers(mapping)];
}
