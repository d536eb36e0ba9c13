import type { Thumbnails } from '../../bundle/manifest';

export interface SpriteCell {
  /** Which of the sheets of view 0. */
  sheet: number;
  column: number;
  row: number;
  /** Rows of cells on that sheet. */
  rows: number;
}

/** Where the picture of an image stands. @param images in the dataset, which one sheet without given rows holds all */
export function spriteCell({ columns, rows }: Pick<Thumbnails, 'columns' | 'rows'>, image: number, images: number): SpriteCell {
  const perSheet = rows === undefined ? Infinity : columns * rows;
  const sheet = Math.floor(image / perSheet);
  const cell = sheet === 0 ? image : image - sheet * perSheet;
  return { sheet, column: cell % columns, row: Math.floor(cell / columns), rows: rows ?? Math.ceil(images / columns) };
}
