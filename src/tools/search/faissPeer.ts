/** faiss-cpu's flat index in a Python process beside this one. */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { WIDTH } from './vectors';

export const hasFaiss = (python: string): boolean => spawnSync(python, ['-c', 'import faiss, numpy'], { stdio: 'ignore' }).status === 0;

/** Its threads do not spin while they wait: on cores that others use, too, that made it many times slower. */
const patient = { OMP_WAIT_POLICY: 'passive', GOMP_SPINCOUNT: '0' };

export class FaissPeer {
  version = '';
  threads = 1;
  buildMs = 0;
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(
    python: string,
    readonly rows: number,
    k: number,
  ) {
    this.process = spawn(python, [join(import.meta.dirname, 'faissPeer.py')], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...patient } });
    this.reader = createInterface({ input: this.process.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
    this.process.stdin.write(`${rows} ${WIDTH} ${k}\n`);
  }

  async add(block: Float32Array): Promise<void> {
    if (!this.process.stdin.write(new Uint8Array(block.buffer, block.byteOffset, block.byteLength).slice())) await once(this.process.stdin, 'drain');
  }

  /** After the last row. */
  async ready(): Promise<void> {
    const [buildMs, version, threads] = (await this.line()).split(' ');
    this.buildMs = Number(buildMs);
    this.version = version!;
    this.threads = Number(threads);
  }

  /** Its own time for them, and the rows that it finds for the first. */
  async search(queries: Float32Array, threads: number): Promise<{ ms: number; rows: number[] }> {
    this.process.stdin.write(`${queries.length / WIDTH} ${threads}\n`);
    await this.add(queries);
    const [ms, ...rows] = (await this.line()).split(' ').map(Number);
    return { ms: ms!, rows };
  }

  private async line(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('The faiss peer: expected an answer, its process has ended.');
    return value;
  }

  end(): void {
    this.process.stdin.end();
    this.reader.close();
  }
}
