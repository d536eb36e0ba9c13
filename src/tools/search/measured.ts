/** What a benchmark of search measured, and how it is told. */
import { textTable } from '../textTable';

export interface Measured {
  /** "wasm float32", "faiss-cpu IndexFlatIP". */
  name: string;
  /** "Node", "Chromium", "Python". */
  runtime: string;
  rows: number;
  k: number;
  /** Of one query, each ms. */
  times: number[];
  /** Of 64 queries at once; null where they were not asked. */
  batchMs: number | null;
  buildMs: number;
  bytes: number;
}

export interface Summary extends Omit<Measured, 'times'> {
  p50: number;
  p95: number;
  rounds: number;
  /** p50 beside that of the faster peer at this size; null without one, and in Chromium, which is not asked in turns with it. */
  ratio: number | null;
}

const quantile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;

export function summaries(all: readonly Measured[]): Summary[] {
  const half = (one: Measured) => quantile(one.times, 0.5);
  return all.map((one) => {
    const { times, ...rest } = one;
    const peers = all.filter(({ runtime, rows }) => runtime === 'Python' && rows === one.rows).map(half);
    const ratio = peers.length > 0 && one.runtime !== 'Chromium' ? half(one) / Math.min(...peers) : null;
    return { ...rest, rounds: times.length, p50: half(one), p95: quantile(times, 0.95), ratio };
  });
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** "—" for what was not measured. */
export function searchTable(all: readonly Summary[]): string {
  const head = ['rows', 'index', 'in', 'p50 ms', 'p95 ms', '× peer', '64 at once ms', 'rows/s added', 'MiB'];
  const lines = all.map(({ rows, name, runtime, p50, p95, ratio, batchMs, buildMs, bytes }) => [
    rows.toLocaleString('en'), name, runtime, ms(p50), ms(p95), ratio === null ? '—' : ratio.toFixed(2), batchMs === null ? '—' : ms(batchMs), Math.round((1000 * rows) / buildMs).toLocaleString('en'), (bytes / 2 ** 20).toFixed(1),
  ]);
  return textTable([head, ...lines], 3);
}
