/** Own items where a model places them, as files that numpy, pandas and this page read. */
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Dataset } from '../../bundle/dataset';
import { formatNpyHeader } from '../../bundle/npyHeader';
import { stored as asTheyAre } from '../../bundle/packBundle';
import type { Embedding, Modality } from '../../retrieval/scores';
import { selectRows } from '../../retrieval/scores';
import type { SearchModel } from '../search/searchModel';
import type { OwnItem } from '../search/types';
import type { StoredAddition } from './addition';
import { blockRows } from './input';
import type { Pace } from '../pace';
import { isLiving } from './shelves';
import type { OwnExportFormat, OwnWork } from './types';

interface Parts {
  model: SearchModel;
  dataset: Dataset;
  additions(modality: Modality): StoredAddition[];
  /** Raw features and items of rows [start, end). */
  read(stored: StoredAddition, start: number, end: number): Promise<[Float32Array, OwnItem[]]>;
  pace: Pace<OwnWork>;
}

type Files = [path: string, blob: Blob][];

/** Items of a shard of clip-retrieval's layout; what is held at once. */
const SHARD_ROWS = 100_000;

interface Placed {
  embedding: Embedding;
  items: OwnItem[];
}

function living({ embedding, items }: Placed, gone: ReadonlySet<number>, start: number): Placed {
  const kept = items.flatMap((_, i) => (gone.has(start + i) ? [] : [i]));
  return kept.length === items.length ? { embedding, items } : { embedding: selectRows(embedding, Int32Array.from(kept)), items: kept.map((i) => items[i]!) };
}

async function* placedBlocks({ model, additions, read, pace }: Parts, modality: Modality, before: number): AsyncGenerator<Placed> {
  let done = before;
  for (const stored of additions(modality).filter(isLiving)) {
    const { dims, rows } = stored.addition;
    const gone = new Set(stored.removed.rows);
    for (let start = 0; start < rows; start += blockRows(dims)) {
      await pace.reach(done);
      const [data, items] = await read(stored, start, Math.min(rows, start + blockRows(dims)));
      const placed = living({ embedding: await model.embedRows(modality, { data, rows: items.length, dims }), items }, gone, start);
      done += placed.items.length;
      if (placed.items.length > 0) yield placed;
    }
  }
}

/** float32 rows that come block by block. */
class NpyParts {
  rows = 0;
  private readonly blocks: Blob[] = [];

  constructor(private readonly width: number) {}

  add(data: Float32Array): void {
    this.blocks.push(new Blob([Float32Array.from(data)]));
    this.rows += data.length / this.width;
  }

  file(): Blob {
    return new Blob([Uint8Array.from(formatNpyHeader('<f4', [this.rows, this.width])), ...this.blocks]);
  }
}

function readme({ model, dataset }: Parts, modalities: Modality[]): Blob {
  const named = modalities.map((modality) => `  ${modality}_embeddings.npy   float32, a row an item, of length 1; line i of ${modality}_items.jsonl says which
`).join('');
  return new Blob([`Items of your own beside "${dataset.name}", placed by ${model.info.label}

${named}${model.space.image.posterior ? '  …_posteriors.npy   float32, probability of each class of classes.json\n' : ''}`]);
}

async function npyOf(parts: Parts, modality: Modality, before: number): Promise<Files> {
  let latent: NpyParts | null = null;
  let posterior: NpyParts | null = null;
  const lines: Blob[] = [];
  for await (const { embedding, items } of placedBlocks(parts, modality, before)) {
    (latent ??= new NpyParts(embedding.k)).add(embedding.latent);
    if (embedding.posterior) (posterior ??= new NpyParts(embedding.classes)).add(embedding.posterior);
    lines.push(new Blob([items.map(({ id, caption }) => `${JSON.stringify({ id, caption })}\n`).join('')]));
  }
  if (!latent) return [];
  return [
    [`${modality}_embeddings.npy`, latent.file()],
    ...(posterior ? [[`${modality}_posteriors.npy`, posterior.file()] as [string, Blob]] : []),
    [`${modality}_items.jsonl`, new Blob(lines)],
  ];
}

function metadata(items: OwnItem[]): Blob {
  const text = (name: string, data: string[]) => ({ name, data, type: 'STRING' as const, nullable: false });
  return new Blob([parquetWriteBuffer({ columnData: [text('image_path', items.map(({ id }) => id)), text('caption', items.map(({ caption }) => caption)), text('id', items.map(({ id }) => id))] })]);
}

const folders = { image: 'img_emb', text: 'text_emb' };

/** Images and texts belong to no pairs, so that each has a folder of its own. */
async function parquetOf(parts: Parts, modality: Modality, before: number): Promise<Files> {
  const files: Files = [];
  let shard: { latent: NpyParts; items: OwnItem[] } | null = null;
  let shards = 0;
  const close = () => {
    if (!shard) return;
    const [folder, name] = [`${modality}s`, folders[modality]];
    files.push([`${folder}/${name}/${name}_${shards}.npy`, shard.latent.file()], [`${folder}/metadata/metadata_${shards}.parquet`, metadata(shard.items)]);
    shards++;
    shard = null;
  };
  for await (const { embedding, items } of placedBlocks(parts, modality, before)) {
    shard ??= { latent: new NpyParts(embedding.k), items: [] };
    shard.latent.add(embedding.latent);
    for (const item of items) shard.items.push(item);
    if (shard.items.length >= SHARD_ROWS) close();
  }
  close();
  return files;
}

async function zipped(files: Files): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), asTheyAre);
  for (const [path, blob] of files) await writer.add(path, new BlobReader(blob));
  return writer.close();
}

/** A zip; rows of items that were removed are left out. Throws Cancelled. */
export async function exportOwn(format: OwnExportFormat, parts: Parts): Promise<{ name: string; blob: Blob }> {
  const filesOf = format === 'npy' ? npyOf : parquetOf;
  const images = await filesOf(parts, 'image', 0);
  const done = parts.additions('image').filter(isLiving).reduce((sum, { addition, removed }) => sum + addition.rows - removed.rows.length, 0);
  const texts = await filesOf(parts, 'text', done);
  const modalities = ([['image', images], ['text', texts]] as const).flatMap(([modality, files]) => (files.length > 0 ? [modality] : []));
  const about: Files = format === 'npy' ? [['README.txt', readme(parts, modalities)], ['classes.json', new Blob([JSON.stringify(parts.dataset.labels.names)])]] : [];
  return { name: `my-items-embeddings-${format}.zip`, blob: await zipped([...about, ...images, ...texts]) };
}
