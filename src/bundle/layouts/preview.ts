/** Some rows of a dataset as a mapping would take them in. */
import type { Column, OpenedFile } from '../columns/column';
import type { Split } from '../manifest';
import { splitOfCell } from './columnNames';
import { findColumn } from './findColumn';
import { isMissing } from './labelColumns';
import type { Mapping, Part, Role } from './mapping';
import { MOST_NUMBERS } from './sample';

export interface PreviewRow {
  /** Counted from 1, in its part. */
  row: number;
  id: string;
  /** At most 200 characters. */
  caption: string;
  /** Names of the row's classes, else its number as stored; '' where it has none. */
  classText: string;
  /** null: the splits are made. */
  split: Split | null;
  /** The first four numbers of the features; empty where they are made. */
  image: number[];
  text: number[];
  /** Path of the row's picture, or what names it. */
  picture: string | null;
}

const MOST_CAPTION = 200;
const NUMBERS_SHOWN = 4;

/** Rows of a column, null where it has none of that number. */
type Cells = (row: number) => Promise<string | ArrayLike<number> | null>;

function cellsOf(opened: OpenedFile[], part: Part, role: Role): { column: Column | undefined; cell: Cells } {
  const ref = part.roles[role];
  const column = ref && findColumn(opened, ref);
  const cell: Cells = async (row) => {
    if (!column || row >= column.rows || (column.kind === 'numbers' && column.dims > MOST_NUMBERS)) return null;
    const read = await column.readRows(row, row + 1);
    return Array.isArray(read) ? (read[0] ?? '') : read;
  };
  return { column, cell };
}

const asText = (cell: string | ArrayLike<number> | null): string => {
  if (cell === null || typeof cell === 'string') return cell ?? '';
  return Number.isNaN(cell[0]) ? '' : `${cell[0] ?? ''}`;
};

const firstNumbers = (cell: string | ArrayLike<number> | null): number[] => (cell === null || typeof cell === 'string' ? [] : Array.from(cell).slice(0, NUMBERS_SHOWN));

function classText(cell: string | ArrayLike<number> | null, { labels, classNames }: Mapping): string {
  const nameOf = (label: number): string => classNames?.[label] ?? `class ${label + 1}`;
  if (cell !== null && typeof cell !== 'string' && cell.length > 1) {
    return Array.from(cell).flatMap((mark, label) => (mark === 1 ? [nameOf(label)] : [])).join(', ');
  }
  const text = asText(cell).trim();
  if (labels?.kind !== 'index' || text === '') return text.replaceAll('\n', ', ');
  return isMissing(Number(text)) ? '' : nameOf(Number(text) - labels.base);
}

const rowsOfPart = (columns: { column: Column | undefined }[]): number => columns.find(({ column }) => column)?.column?.rows ?? 0;

async function previewPart(opened: OpenedFile[], mapping: Mapping, part: Part, count: number): Promise<PreviewRow[]> {
  const of = (role: Role) => cellsOf(opened, part, role);
  const [image, text, caption, id, imageName, split, labels] = [of('image'), of('text'), of('caption'), of('id'), of('imageName'), of('split'), of('labels')];
  const pairs = rowsOfPart([text, caption, imageName, image]);
  const imageRow = (row: number): number => (image.column?.rows === pairs ? row : Math.floor(row / mapping.captionsPerImage));
  const rows = Array.from({ length: Math.min(count, pairs) }, (_, row) => row);
  return Promise.all(
    rows.map(async (row) => ({
      row: row + 1,
      id: asText(await id.cell(row)),
      caption: asText(await caption.cell(row)).slice(0, MOST_CAPTION),
      classText: classText(await labels.cell(row), mapping),
      split: part.split ?? splitOfCell(asText(await split.cell(row))),
      image: firstNumbers(await image.cell(imageRow(row))),
      text: firstNumbers(await text.cell(row)),
      picture: asText(await imageName.cell(row)) || null,
    })),
  );
}

/** At most `count` rows, the first ones of each part. A column that is missing or too short leaves its cells empty. */
export async function previewRows(opened: OpenedFile[], mapping: Mapping, count: number): Promise<PreviewRow[]> {
  const { parts } = mapping;
  const rows: PreviewRow[] = [];
  for (const [p, part] of parts.entries()) {
    const left = count - rows.length;
    rows.push(...(await previewPart(opened, mapping, part, Math.ceil(left / (parts.length - p)))));
  }
  return rows;
}
