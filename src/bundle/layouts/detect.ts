/** What layout dropped files have. */
import type { OpenedFile } from '../columns/column';
import { BundleError } from '../problem';
import { detectClipRetrieval } from './clipRetrieval';
import { compare } from './candidates';
import { detectDscmr } from './dscmr';
import { some, type Detector, type Drop } from './guess';
import { detectHdf5Splits } from './hdf5Splits';
import { detectSvcl } from './layoutSvcl';
import type { Guess } from './mapping';
import { detectPictures } from './pictures';
import { isPicture, openPictureList, PICTURE_LIST } from './pictureNames';
import { detectTable } from './table';
import { detectVsePrecomp } from './vsePrecomp';

const detectors: Detector[] = [detectClipRetrieval, detectSvcl, detectDscmr, detectHdf5Splits, detectVsePrecomp, detectTable, detectPictures];

/** With the list of the drop's pictures, where it is not there yet. */
function withPictureList(opened: OpenedFile[], paths: string[]): OpenedFile[] {
  const list = opened.some(({ path }) => path === PICTURE_LIST) ? null : openPictureList(paths);
  return list ? [...opened, list] : opened;
}

/**
 * What the columns of a drop mean, by the first layout that fits, from special to generic; null where nothing can be an
 * image and a text side. `paths` are of all files, `name` is the dataset's. Only first rows are read. A mapping of pictures
 * may name columns of `openPictureList(paths)`, which then must be among the opened files.
 * Throws BundleError for files of a known layout that do not fit each other, and where a column cannot be read.
 */
export async function detectLayout(opened: OpenedFile[], paths: string[], name: string): Promise<Guess | null> {
  const sorted = withPictureList(opened, paths).toSorted((a, b) => compare(a.path, b.path));
  const drop: Drop = { opened: sorted, columns: sorted.flatMap(({ columns }) => columns), paths: paths.toSorted(), name };
  for (const detect of detectors) {
    const guess = await detect(drop);
    if (guess) return guess;
  }
  return null;
}

const columnsIn = (opened: OpenedFile[]): string[] =>
  opened.flatMap(({ path, columns }) => columns.map((column) => `${column.name === '' ? path : `${path}, ${column.name}`} (${column.kind === 'texts' ? `${column.rows} texts` : column.shape.join(' × ')})`));

/** The error for a drop in which nothing was found: what was there, and what is expected. */
export function explainNothing(opened: OpenedFile[], paths: string[]): BundleError {
  const pictures = paths.filter(isPicture).length;
  const got = [...(opened.length > 0 ? [`the columns ${some(columnsIn(opened))}`] : []), ...(pictures > 0 ? [`${pictures} pictures`] : [])];
  return new BundleError(
    `Reading the files: expected features of images beside features or captions of texts, or pictures beside a table of captions, got ${got.join(' and ') || `no data in ${some(paths)}`}.`,
    'Add the other side: a matrix with one row an image and one with one row a text, e.g. image.npy and text.npy, or a table with one caption a picture. The README lists the layouts.',
  );
}
