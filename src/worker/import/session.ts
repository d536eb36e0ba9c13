/** One import: the files stay open from their inspection to the conversion. */
import type { Column } from '../../bundle/columns/column';
import { reportOfBundle } from '../../bundle/convert/bundleReport';
import { convertLimits, convertToBundle, type Converted as Written } from '../../bundle/convert/convert';
import { memorySink } from '../../bundle/convert/memorySink';
import type { CheckReport, Finding } from '../../bundle/convert/report';
import type { BundleSink } from '../../bundle/convert/sink';
import { closeDrop, guessOf, isBundle, openDrop, unpacked, type OpenedDrop } from '../../bundle/dropped';
import { checkMapping } from '../../bundle/layouts/checkMapping';
import type { Mapping } from '../../bundle/layouts/mapping';
import { previewRows } from '../../bundle/layouts/preview';
import { readBundle } from '../../bundle/read';
import { openSource, type PathedFile } from '../../bundle/source';
import { createOpfsSink, discardDataset, finishDataset } from '../library/opfsSink';
import { StorageError } from '../library/storageError';
import { refuse, reportOf } from '../problem';
import { makersFor } from './makers';
import type { Checked, ColumnInfo, Converted, ImportCommands, ImportEvent, Inspection } from './protocol';

const PREVIEWED = 12;
/** A bundle that the browser does not store is kept in memory up to here. */
const MOST_IN_MEMORY = 2 ** 30;

function infoOf(column: Column): ColumnInfo {
  const { kind, path, name, rows } = column;
  return kind === 'texts' ? { kind, path, name, rows, dims: 1, dtype: 'text' } : { kind, path, name, rows, dims: column.dims, dtype: column.dtype };
}

/** Files that were not looked into, in a sentence; none where there are none. */
function leftOut({ others }: OpenedDrop): string[] {
  const some = others.slice(0, 5).join(', ') + (others.length > 5 ? `, … (${others.length})` : '');
  return others.length > 0 ? [`Left out, as they hold no data: ${some}.`] : [];
}

function leftOutFindings(drop: OpenedDrop): Finding[] {
  const damaged = drop.refused.map(({ message }): Finding => ({ kind: 'repaired', text: `Left out: ${message}` }));
  return [...damaged, ...leftOut(drop).map((text): Finding => ({ kind: 'understood', text }))];
}

/** Hands on to a sink, and counts. */
function counted(sink: BundleSink, most: number): { sink: BundleSink; bytes: () => number } {
  let bytes = 0;
  return {
    bytes: () => bytes,
    sink: {
      async create(path) {
        const file = await sink.create(path);
        const append = (chunk: Uint8Array) => {
          bytes += chunk.length;
          if (bytes > most) refuse(`Holding the dataset in memory: expected at most ${most} bytes, got more.`, 'Make room in the browser’s storage, so that it can be stored.');
          return file.append(chunk);
        };
        return { ...file, append };
      },
    },
  };
}

export class ImportSession {
  private drop: OpenedDrop | null = null;
  private names: string[] = [];
  private sizes: { path: string; size: number }[] = [];

  constructor(private readonly emit: (event: ImportEvent) => void) {}

  async inspect({ name, files }: ImportCommands['inspect']['payload']): Promise<ImportCommands['inspect']['result']> {
    this.emit({ type: 'progress', task: 'Looking at the files', done: 0, total: files.length });
    const all = await unpacked(files);
    if (isBundle(all)) return { bundle: await this.checkBundle(files) };
    this.names = files.map(({ path }) => path);
    this.drop = await openDrop(all, (done, total) => this.emit({ type: 'progress', task: 'Opening the files', done, total }));
    const { opened } = this.drop;
    const paths = all.map(({ path }) => path);
    const guess = await guessOf(this.drop, paths, name || 'My dataset');
    this.sizes = all.map(({ path, size }) => ({ path, size }));
    const sizes = new Map(this.sizes.map(({ path, size }) => [path, size]));
    const inspection: Inspection = {
      files: opened.map(({ path, format, columns, notes }) => ({ path, format, notes, bytes: sizes.get(path) ?? 0, columns: columns.map(infoOf) })),
      guess: { ...guess, reasons: [...guess.reasons, ...leftOut(this.drop)] },
      checked: await this.check({ mapping: guess.mapping }),
    };
    return { inspection };
  }

  /** A bundle is opened by the trainer; read here first, one that is made to hang or to fill the memory takes only this worker with it. */
  private async checkBundle(files: PathedFile[]): Promise<CheckReport> {
    const dataset = await readBundle(await openSource({ kind: 'files', files }), (done, total) => this.emit({ type: 'progress', task: 'Checking the bundle', done, total }));
    return reportOfBundle(dataset, files.map(({ path, file }) => ({ path, format: 'part of a bundle', bytes: file.size })));
  }

  async check({ mapping }: { mapping: Mapping }): Promise<Checked> {
    const { opened } = this.ready();
    return { problems: checkMapping(opened, mapping), rows: await previewRows(opened, mapping, PREVIEWED) };
  }

  /** Into the browser's private files, or into memory where they take no more. */
  async convert(asked: ImportCommands['convert']['payload']): Promise<Converted> {
    const { mapping, id } = asked;
    try {
      const { sink, bytes } = counted(await createOpfsSink(id, { name: mapping.name, bytes: null }), Infinity);
      const { manifest, report } = await this.write(asked, sink);
      const entry = {
        id, name: manifest.name, bytes: bytes(), pairs: manifest.count, classes: manifest.labels?.names.length ?? 0,
        created: Date.now(), layout: mapping.layout, report, sourceFiles: this.names,
      };
      await finishDataset(entry);
      closeDrop(this.ready());
      return { entry, files: null, notStored: null, report };
    } catch (error) {
      // What cannot be removed now is swept at the next start; the first error is the one to tell.
      await discardDataset(id).catch(() => undefined);
      if (!(error instanceof StorageError)) throw error;
      return this.inMemory(asked, error);
    }
  }

  private async inMemory(asked: ImportCommands['convert']['payload'], why: unknown): Promise<Converted> {
    const memory = memorySink();
    const { report } = await this.write(asked, counted(memory, MOST_IN_MEMORY).sink);
    closeDrop(this.ready());
    const files = [...memory.files].map(([path, bytes]) => ({ path, file: new File([bytes], path.slice(path.lastIndexOf('/') + 1)) }));
    return { entry: null, files, notStored: reportOf(why), report };
  }

  private async write({ mapping, demo, backend }: ImportCommands['convert']['payload'], sink: BundleSink): Promise<Written> {
    const { opened, pictures } = this.ready();
    const onProgress = (done: number, total: number, task: string) => this.emit({ type: 'progress', task, done, total });
    const { imageMaker, ...makers } = await makersFor(mapping, pictures.length, demo, backend);
    // A cancel ends the whole worker.
    const { signal } = new AbortController();
    try {
      const { manifest, report } = await convertToBundle(opened, mapping, sink, { onProgress, signal, limits: convertLimits, files: this.sizes, pictures, imageMaker, ...makers });
      return { manifest, report: { ...report, findings: [...report.findings, ...leftOutFindings(this.ready())] } };
    } finally {
      imageMaker?.dispose();
    }
  }

  private ready(): OpenedDrop {
    return this.drop ?? refuse('Taking files in: expected them to be inspected first.', 'Drop them again.');
  }
}
