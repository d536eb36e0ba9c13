/** {train,valid,test}_{imgs_deep,text,imgs_labels} or {tr,val,te}_{img,txt,img_lab} in one file, or in several. */
import type { Column } from '../columns/column';
import type { Split } from '../manifest';
import { differingClasses } from './classComparison';
import { splitInName } from './columnNames';
import { bySplit, guessOf, nameOf, partOf, sizeOf, type Detector, type Drop } from './guess';

const PATTERN = /^(train|tr|valid|validation|val|va|dev|test|te)_(.+)$/i;

const kinds: [Kind, RegExp][] = [
  ['imageLabels', /^(imgs?|images?)_(labels?|labs?|cat)$/i],
  ['textLabels', /^(texts?|txts?)_(labels?|labs?|cat)$|^(labels?|labs?)$/i],
  ['image', /^(imgs?|images?)(_deep|_feat(ures?)?)?$/i],
  ['text', /^(texts?|txts?)(_deep|_feat(ures?)?)?$/i],
];

type Kind = 'image' | 'text' | 'imageLabels' | 'textLabels';

interface SplitFound {
  split: Split;
  columns: Map<Kind, Column>;
  repeated: Column[];
}

/** Names with a path in the file, "data/train_img", count by their end. */
function read({ name }: Column): { split: Split; kind: Kind } | null {
  const [, word = '', rest = ''] = PATTERN.exec(name.slice(name.lastIndexOf('/') + 1)) ?? [];
  const split = word.toLowerCase() === 'va' ? 'val' : splitInName(word);
  const kind = kinds.find(([, pattern]) => pattern.test(rest))?.[0];
  return split && kind ? { split, kind } : null;
}

function collect({ columns }: Drop): SplitFound[] {
  const found = new Map<Split, SplitFound>();
  for (const column of columns) {
    const own = column.kind === 'numbers' ? read(column) : null;
    if (!own) continue;
    const one: SplitFound = found.get(own.split) ?? { split: own.split, columns: new Map(), repeated: [] };
    if (one.columns.has(own.kind)) one.repeated.push(column);
    else one.columns.set(own.kind, column);
    found.set(own.split, one);
  }
  return [...found.values()].filter(({ columns: own }) => own.has('image') && own.has('text')).sort(bySplit);
}

function describe({ split, columns }: SplitFound): string {
  const of = (column: Column | undefined): string => (column ? `${nameOf(column)}, ${sizeOf(column)}` : 'none');
  return `${split}: image features ${of(columns.get('image'))}; text features ${of(columns.get('text'))}; classes ${of(columns.get('imageLabels') ?? columns.get('textLabels'))}.`;
}

async function doubtsOf({ columns, repeated }: SplitFound): Promise<string[]> {
  const [image, text] = [columns.get('imageLabels'), columns.get('textLabels')];
  const differing = image && text ? await differingClasses(image, text) : [];
  return [...differing, ...repeated.map((column) => `There are several columns of this name: ${nameOf(column)} (${column.path}) was left out.`)];
}

export const detectHdf5Splits: Detector = async (drop) => {
  const found = collect(drop);
  if (!found.some(({ split }) => split === 'train') || found.length < 2) return null;
  return guessOf('hdf5-splits', drop.name, {
    parts: found.map(({ split, columns }) => partOf(split, { image: columns.get('image'), text: columns.get('text'), labels: columns.get('imageLabels') ?? columns.get('textLabels') })),
    reasons: ['Splits and kinds stand in the names of the columns.', ...found.map(describe)],
    doubts: (await Promise.all(found.map(doubtsOf))).flat(),
  });
};
