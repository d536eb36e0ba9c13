/** A folder as for DSCMR: {train,valid,test}_{img,txt,img_lab}.mat, one variable each, whatever its name. */
import type { Column, OpenedFile } from '../columns/column';
import type { Split } from '../manifest';
import { differingClasses } from './classComparison';
import { baseName, folderOf, splitOfCell } from './columnNames';
import { bySplit, guessOf, nameOf, partOf, sizeOf, type Detector, type Drop } from './guess';

const PATTERN = /^(train|valid|val|test)_(img|txt|img_lab|txt_lab)\.[a-z0-9]+$/i;

type Kind = 'img' | 'txt' | 'img_lab' | 'txt_lab';

interface SplitFiles {
  folder: string;
  split: Split;
  columns: Map<string, Column>;
}

/** The only column of numbers; null where there are several. */
function onlyNumbers({ columns }: OpenedFile): Column | null {
  const numbers = columns.filter(({ kind }) => kind === 'numbers');
  return numbers.length === 1 ? numbers[0]! : null;
}

function collect({ opened }: Drop): SplitFiles[] {
  const found = new Map<string, SplitFiles>();
  for (const file of opened) {
    const [, word, kind] = PATTERN.exec(baseName(file.path)) ?? [];
    const column = onlyNumbers(file);
    const split = word && splitOfCell(word);
    if (!split || !kind || !column) continue;
    const folder = folderOf(file.path);
    const own = found.get(folder + split) ?? { folder, split, columns: new Map() };
    own.columns.set(kind.toLowerCase(), column);
    found.set(folder + split, own);
  }
  return [...found.values()].filter(({ columns }) => columns.has('img') && columns.has('txt')).sort(bySplit);
}

function describe({ split, columns }: SplitFiles): string {
  const of = (kind: Kind): string => {
    const column = columns.get(kind);
    return column ? `${nameOf(column)}, ${sizeOf(column)}` : 'none';
  };
  return `${split}: image features ${of('img')}; text features ${of('txt')}; classes ${of(columns.has('img_lab') ? 'img_lab' : 'txt_lab')}.`;
}

async function differing({ columns }: SplitFiles): Promise<string[]> {
  const [image, text] = [columns.get('img_lab'), columns.get('txt_lab')];
  return image && text ? differingClasses(image, text) : [];
}

export const detectDscmr: Detector = async (drop) => {
  const all = collect(drop);
  const folder = all[0]?.folder;
  const found = all.filter((one) => one.folder === folder);
  if (!found.some(({ split }) => split === 'train')) return null;
  const others = [...new Set(all.map((one) => one.folder))].filter((one) => one !== folder);
  return guessOf('dscmr', drop.name, {
    parts: found.map(({ split, columns }) => partOf(split, { image: columns.get('img'), text: columns.get('txt'), labels: columns.get('img_lab') ?? columns.get('txt_lab') })),
    reasons: ['Files as for DSCMR: a split and a kind in the name of each, one variable in each.', ...found.map(describe)],
    doubts: [...(await Promise.all(found.map(differing))).flat(), ...others.map((other) => `The folder ${other} holds such files too: only ${folder === '' ? 'the top folder' : folder} was taken.`)],
  });
};
