/** A .npy file that is written row by row, its number of rows known only at the end. */
import { formatNpyHeader } from '../npyHeader';
import type { BundleSink, SinkFile } from './sink';

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

export class NpyFile {
  rows = 0;
  #bytes: number;

  private constructor(
    readonly path: string,
    readonly descr: string,
    /** Sizes behind the first. */
    readonly rowShape: number[],
    readonly file: SinkFile,
    readonly header: number,
  ) {
    this.#bytes = header;
  }

  /** Headers of up to 117 characters, which those of two sizes below 2^53 are, take 128 bytes. */
  static async create(sink: BundleSink, path: string, descr: string, rowShape: number[]): Promise<NpyFile> {
    const file = await sink.create(path);
    const header = formatNpyHeader(descr, [0, ...rowShape]);
    await file.append(header);
    return new NpyFile(path, descr, rowShape, file, header.length);
  }

  /** Little-endian items of whole rows. */
  async append(items: ArrayBufferView, rows: number): Promise<void> {
    if (items.byteLength === 0) return;
    await this.file.append(bytesOf(items));
    this.rows += rows;
    this.#bytes += items.byteLength;
  }

  /** The file's bytes. */
  async finish(): Promise<number> {
    const header = formatNpyHeader(this.descr, [this.rows, ...this.rowShape]);
    if (header.length !== this.header) throw new RangeError(`${this.path}: expected a header of ${this.header} bytes, got ${header.length}.`);
    await this.file.patch(0, header);
    await this.file.close();
    return this.#bytes;
  }
}
