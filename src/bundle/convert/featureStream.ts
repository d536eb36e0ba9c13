/** Rows of one modality on their way into the bundle: written as float16 or float32, and watched. */
import { floatsToHalves } from '../float16';
import { finiteRows, toFloats } from './featureRows';
import { hashWords } from './hash';
import { NpyFile } from './npyFile';
import type { FeatureCheck } from './report';
import type { BundleSink } from './sink';

const SHOWN = 10;

export interface FeatureShape {
  dims: number;
  /** In the files, for the report. */
  from: string;
  to: 'f2' | 'f4';
  /** At most so many are appended. */
  rows: number;
}

export class FeatureStream {
  /** Of each row's bytes; equal hashes are equal rows. float64 [rows] */
  readonly hashes: Float64Array;
  /** Whether float32 holds other numbers than the files. */
  rounded = false;
  readonly #least: Float32Array;
  readonly #most: Float32Array;
  readonly #notFinite: { rows: number; first: number[] } = { rows: 0, first: [] };
  #zeroRows = 0;

  private constructor(
    readonly file: NpyFile,
    readonly shape: FeatureShape,
  ) {
    this.hashes = new Float64Array(shape.rows);
    this.#least = new Float32Array(shape.dims).fill(Infinity);
    this.#most = new Float32Array(shape.dims).fill(-Infinity);
  }

  static async create(sink: BundleSink, path: string, shape: FeatureShape): Promise<FeatureStream> {
    return new FeatureStream(await NpyFile.create(sink, path, shape.to === 'f2' ? '<f2' : '<f4', [shape.dims]), shape);
  }

  get rows(): number {
    return this.file.rows;
  }

  /** float32 of a block's numbers, and 1 for each of its rows that is finite. */
  take(numbers: Float32Array | Float64Array): { floats: Float32Array; finite: Uint8Array } {
    const { floats, rounded } = toFloats(numbers);
    this.rounded ||= rounded;
    return { floats, finite: finiteRows(floats, this.shape.dims) };
  }

  /** Notes the rows that stay out; the block's first row is number `start`, counted from 0 over all parts. */
  noteNotFinite(finite: Uint8Array, start: number): void {
    finite.forEach((marked, row) => {
      if (marked === 1) return;
      this.#notFinite.rows++;
      if (this.#notFinite.first.length < SHOWN) this.#notFinite.first.push(start + row + 1);
    });
  }

  /** Finite rows, row-major; they are only read. */
  async append(floats: Float32Array): Promise<void> {
    const { dims, to } = this.shape;
    const items = to === 'f2' ? floatsToHalves(floats) : floats;
    this.#watch(floats);
    this.#hash(items, floats.length / dims);
    await this.file.append(items, floats.length / dims);
  }

  #watch(floats: Float32Array): void {
    const [least, most] = [this.#least, this.#most];
    const dims = least.length;
    for (let at = 0; at < floats.length; ) {
      let filled = false;
      for (let column = 0; column < dims; column++, at++) {
        const value = floats[at]!;
        if (value < least[column]!) least[column] = value;
        if (value > most[column]!) most[column] = value;
        if (value !== 0) filled = true;
      }
      if (!filled) this.#zeroRows++;
    }
  }

  #hash(items: Uint16Array | Float32Array, rows: number): void {
    const bytes = items.BYTES_PER_ELEMENT * this.shape.dims;
    const words = bytes % 4 === 0 ? new Uint32Array(items.buffer, items.byteOffset, (bytes / 4) * rows) : new Uint16Array(items.buffer, items.byteOffset, (bytes / 2) * rows);
    const width = bytes / words.BYTES_PER_ELEMENT;
    for (let row = 0; row < rows; row++) this.hashes[this.rows + row] = hashWords(words, row * width, (row + 1) * width);
  }

  /** Closes the file; its bytes and what was seen. */
  async finish(): Promise<{ bytes: number; check: FeatureCheck }> {
    const { dims, from, to } = this.shape;
    const constant = Array.from(this.#least.keys()).filter((column) => this.#least[column] === this.#most[column]);
    return {
      bytes: await this.file.finish(),
      check: {
        rows: this.rows,
        dims,
        dtype: { from, to },
        notFinite: this.#notFinite,
        constantColumns: { count: constant.length, first: constant.slice(0, SHOWN).map((column) => column + 1) },
        zeroRows: this.#zeroRows,
      },
    };
  }
}
