/** A folder of pictures, with a table of their captions and classes, or without one. */
import type { Column, OpenedFile, TextColumn } from '../columns/column';
import { candidatesOf, isMatrix, type Candidate } from './candidates';
import { folderOf, splitInName } from './columnNames';
import { refOf, takenRef } from './findColumn';
import { guessOf, nameOf, partOf, type Detector, type Drop, type PartColumns } from './guess';
import type { Guess, Role } from './mapping';
import { isPicture, openPictureList, pictureFinder, PICTURE_LIST, type PictureFinder } from './pictureNames';
import { readTexts } from './sample';

/** Of the folders that are not the names of splits. */
function classFolders(pictures: string[]): string[] {
  const folders = pictures.map((path) => folderOf(path).slice(0, -1).split('/').at(-1) ?? '');
  return [...new Set(folders)].filter((folder) => folder !== '' && splitInName(folder) === null);
}

/** Folders are classes where there are several and each holds two pictures on average. */
function foldersAreClasses(pictures: string[]): boolean {
  const folders = classFolders(pictures);
  return folders.length > 1 && folders.length <= pictures.length / 2 && pictures.every((path) => folders.includes(folderOf(path).slice(0, -1).split('/').at(-1) ?? ''));
}

function foldersAreSplits(pictures: string[]): boolean {
  const splits = new Set(pictures.map((path) => folderOf(path).split('/').map(splitInName).find((split) => split !== null) ?? null));
  return !splits.has(null) && splits.has('train') && splits.size > 1;
}

interface Naming {
  column: TextColumn;
  /** What names the pictures: the column, or a field of its lines. */
  taken: 'field 1' | null;
  hits: number;
  exact: boolean;
  repeated: boolean;
}

async function namingOf(column: TextColumn, paths: Set<string>, find: PictureFinder): Promise<Naming[]> {
  const texts = await readTexts(column);
  const readings = [{ taken: null, cells: texts }, { taken: 'field 1' as const, cells: texts.map((text) => text.split('\t')[0]!.trim()) }];
  return readings.map(({ taken, cells }) => ({
    column, taken,
    hits: cells.filter((cell) => find(cell) !== null).length / Math.max(1, cells.length),
    exact: cells.every((cell) => paths.has(cell) || find(cell) === null),
    repeated: new Set(cells.map(find)).size < cells.length,
  }));
}

/** The column that names most pictures, at least 90 %. */
async function findNaming({ columns }: Drop, pictures: string[]): Promise<Naming | null> {
  const find = pictureFinder(pictures);
  const known = new Set(pictures);
  let best: Naming | null = null;
  for (const column of columns) {
    if (column.kind !== 'texts' || column.path === PICTURE_LIST) continue;
    for (const naming of await namingOf(column, known, find)) {
      if (naming.hits >= 0.9 && naming.hits > (best?.hits ?? 0)) best = naming;
    }
  }
  return best;
}

const meanLength = async (column: TextColumn): Promise<number> => {
  const texts = await readTexts(column);
  return texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
};

/** The longest texts of those that may be captions: named so, else those of several words. */
async function longest(columns: Column[]): Promise<Column | undefined> {
  const lengths = await Promise.all(columns.map(async (column) => ({ column, length: column.kind === 'texts' ? await meanLength(column) : 0 })));
  return lengths.sort((a, b) => b.length - a.length)[0]?.column;
}

const withRole = (candidates: Candidate[], role: Role): Column[] => candidates.filter((candidate) => candidate.role === role).toSorted((a, b) => Number(b.named) - Number(a.named)).map(({ column }) => column);

async function rolesBeside(drop: Drop, { column, taken, exact, repeated }: Naming, pictures: string[]): Promise<PartColumns> {
  const beside = (await candidatesOf(drop)).filter((candidate) => candidate.column !== column && candidate.column.rows === column.rows);
  const own = beside.filter((candidate) => candidate.column.path === column.path);
  const of = (role: Role): Column | undefined => [...withRole(own, role), ...withRole(beside, role)][0];
  const captions = [...withRole(own, 'caption'), ...withRole(beside, 'caption')];
  const cells = taken ? takenRef(column, taken) : refOf(column);
  const name = exact ? cells : takenRef(cells, 'picture');
  const text = of('text') ?? own.find(({ role, column: free }) => role === null && isMatrix(free))?.column;
  return {
    imageName: name,
    imageId: of('imageId') ?? (repeated ? name : undefined),
    text,
    caption: taken ? takenRef(column, 'field 2') : await longest(captions),
    labels: of('labels') ?? (foldersAreClasses(pictures) ? takenRef(cells, 'folder') : undefined),
    split: of('split') ?? (foldersAreSplits(pictures) ? takenRef(cells, 'split') : undefined),
    id: of('id'),
    url: of('url'),
  };
}

const what: [Role, string][] = [['caption', 'Captions'], ['text', 'Text features'], ['labels', 'Classes'], ['split', 'Splits'], ['imageId', 'Pictures with several captions'], ['id', 'Ids'], ['url', 'Addresses']];

async function withTable(drop: Drop, pictures: string[], naming: Naming): Promise<Guess | null> {
  const columns = await rolesBeside(drop, naming, pictures);
  if (!columns.caption && !columns.text) return null;
  const { hits, column } = naming;
  const said = what.flatMap(([role, words]) => (columns[role] ? [`${words}: ${nameOf(columns[role])}.`] : []));
  return guessOf('pictures', drop.name, {
    parts: [partOf(null, columns)],
    reasons: [`${pictures.length} pictures, of which image features are made. ${nameOf(column)} names them.`, ...said],
    doubts: hits < 1 ? [`Of the first names in ${nameOf(column)}, ${Math.round(100 * (1 - hits))} % are no picture's: their rows are left out.`] : [],
  });
}

/** File names stand in for captions, folders for classes. */
function withoutTable(drop: Drop, list: OpenedFile, pictures: string[]): Guess {
  const [picture, folder, fileName] = list.columns;
  const classes = foldersAreClasses(pictures);
  const splits = foldersAreSplits(pictures) && picture ? takenRef(picture, 'split') : undefined;
  return guessOf('pictures', drop.name, {
    parts: [partOf(null, { imageName: picture, caption: fileName, labels: classes ? folder : undefined, split: splits })],
    reasons: [
      `${pictures.length} pictures, of which image features are made.`,
      classes ? `Classes: the ${classFolders(pictures).length} folders of the pictures.` : 'There are no classes, as the pictures do not lie in a folder for each.',
      ...(splits ? ['Splits: the folders called train, test and so on.'] : []),
    ],
    doubts: ['No table names the pictures: the words of their file names were taken for captions.'],
  });
}

export const detectPictures: Detector = async (drop) => {
  const pictures = drop.paths.filter(isPicture);
  const list = openPictureList(pictures);
  if (!list) return null;
  const naming = await findNaming(drop, pictures);
  return (naming && (await withTable(drop, pictures, naming))) ?? withoutTable(drop, list, pictures);
};
