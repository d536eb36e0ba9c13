/**
 * What clip-retrieval writes: img_emb/img_emb_3.npy, text_emb/text_emb_3.npy and metadata/metadata_3.parquet, joined on
 * the shard's number, whose zero-padding may differ.
 */
import type { Column, NumberColumn } from '../columns/column';
import { BundleError } from '../problem';
import { baseName } from './columnNames';
import { guessOf, partOf, some, type Detector, type Drop } from './guess';
import type { Part, Role } from './mapping';

type Kind = 'image' | 'text' | 'metadata';

interface Shard {
  number: number;
  columns: Column[];
  path: string;
}

type Shards = Record<Kind, Map<number, Shard>>;

const kinds: [Kind, RegExp][] = [
  ['image', /^(?:img|image)_emb(?:eddings?)?_(\d{1,9})\.npy$/i],
  ['text', /^(?:text|txt)_emb(?:eddings?)?_(\d{1,9})\.npy$/i],
  ['metadata', /^metadata_(\d{1,9})\.parquet$/i],
];

function collectShards({ opened }: Drop): Shards {
  const shards: Shards = { image: new Map(), text: new Map(), metadata: new Map() };
  for (const { path, columns } of opened) {
    for (const [kind, pattern] of kinds) {
      const digits = pattern.exec(baseName(path))?.[1];
      if (digits === undefined) continue;
      const same = shards[kind].get(Number(digits));
      if (same) throw new BundleError(`Shard ${Number(digits)} of the ${kind} files: expected one, got ${same.path} and ${path}.`, 'Drop the folder of one dataset.');
      shards[kind].set(Number(digits), { number: Number(digits), columns, path });
    }
  }
  return shards;
}

function checkShards(shards: Shards): number[] {
  const numbers = [...new Set(kinds.flatMap(([kind]) => [...shards[kind].keys()]))].sort((a, b) => a - b);
  for (const [kind] of kinds) {
    const missing = numbers.filter((number) => !shards[kind].has(number));
    if (shards[kind].size === 0 || missing.length === 0) continue;
    const [example] = shards[kind].values();
    throw new BundleError(
      `Shards of the ${kind} files: expected ${some(numbers.map(String))} as in the other folders, got none for ${some(missing.map(String))}.`,
      `Add the missing files beside ${example!.path}, or leave out those of the same number in the other folders.`,
    );
  }
  return numbers;
}

function featuresOf(shard: Shard | undefined): NumberColumn | undefined {
  if (!shard) return undefined;
  const [column] = shard.columns;
  if (column?.kind === 'numbers') return column;
  throw new BundleError(`${shard.path}: expected a matrix of numbers, got ${column ? 'texts' : 'nothing'}.`, 'Write the embeddings again.');
}

const textNamed = (columns: Column[], ...names: string[]): Column | undefined => names.map((name) => columns.find((column) => column.kind === 'texts' && column.name === name)).find((column) => column);

function partOfShard(shards: Shards, number: number): Part {
  const image = featuresOf(shards.image.get(number));
  const text = featuresOf(shards.text.get(number));
  const metadata = shards.metadata.get(number)?.columns ?? [];
  const caption = textNamed(metadata, 'caption', 'text', 'TEXT');
  const id = metadata.find(({ name }) => name === 'key') ?? textNamed(metadata, 'id', 'image_path');
  const imageId = metadata.find(({ name }) => name === 'image_id');
  const labels = ['label', 'class', 'category', 'cls'].map((name) => metadata.find((column) => column.name === name)).find((column) => column);
  checkRows([image, text, metadata[0]]);
  return partOf(null, { image, text, caption, id, imageId, labels, split: textNamed(metadata, 'split'), url: textNamed(metadata, 'url', 'URL') });
}

function checkRows(columns: (Column | undefined)[]): void {
  const [first, ...others] = columns.filter((column) => column !== undefined);
  const other = others.find(({ rows }) => rows !== first?.rows);
  if (!first || !other) return;
  throw new BundleError(`${other.path}: expected ${first.rows} rows, as ${first.path} has, got ${other.rows}.`, 'Row i of the files of one shard must be the same pair: write the shard again.');
}

const namedBy = (parts: Part[], role: Role): string | undefined => parts.find(({ roles }) => roles[role])?.roles[role]?.name;

/** Throws BundleError where shards are missing on one side, or their rows differ. */
export const detectClipRetrieval: Detector = (drop) => {
  const shards = collectShards(drop);
  if (shards.image.size === 0 || (shards.text.size === 0 && shards.metadata.size === 0)) return null;
  const numbers = checkShards(shards);
  const parts = numbers.map((number) => partOfShard(shards, number));
  if (shards.text.size === 0 && parts.some(({ roles }) => !roles.caption)) return null;
  const [first] = shards.image.values();
  const columns = (['caption', 'id', 'imageId', 'labels', 'split', 'url'] as const).flatMap((role) => (namedBy(parts, role) ? [`${role}: ${namedBy(parts, role)}`] : []));
  const reasons = [
    `Files as clip-retrieval writes them, in ${numbers.length} shards that are joined by their numbers: ${some(numbers.map(String))}.`,
    `Image features: ${first!.path} and so on, by their names.`,
    shards.text.size > 0 ? `Text features: ${[...shards.text.values()][0]!.path} and so on, by their names.` : 'Text features: none; they are made of the captions.',
    shards.metadata.size > 0 ? `From the metadata: ${columns.join(', ') || 'nothing, as no column is called caption, key, id, image_path or url'}.` : 'There are no metadata files: the pairs have no captions.',
  ];
  return guessOf('clip-retrieval', drop.name, { parts, reasons });
};
