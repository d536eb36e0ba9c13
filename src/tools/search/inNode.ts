/** Queries in this process, in turns with the peer. */
import { WasmIndex } from '../../engine/index/wasmIndex';
import type { VectorStorage } from '../../retrieval/vectorIndex';
import { FaissPeer } from './faissPeer';
import type { Measured } from './measured';
import { fillAll, randomQuery, randomVectors } from './vectors';

const BATCH = 64;
const storages: VectorStorage[] = ['float32', 'float16', 'int8'];

interface Asked {
  measured: Measured;
  ask(queries: Float32Array): Promise<{ ms: number; rows: ArrayLike<number> }>;
}

function ofWasm(index: WasmIndex, k: number, buildMs: number): Asked {
  const { rows, bytes, storage } = index;
  return {
    measured: { name: `wasm ${storage}`, runtime: 'Node', rows, k, times: [], batchMs: null, buildMs, bytes },
    async ask(queries) {
      const start = performance.now();
      const [first] = await index.topK(queries, k);
      return { ms: performance.now() - start, rows: first!.rows };
    },
  };
}

/** With one thread and, where there are more cores, with all. */
function ofPeer(peer: FaissPeer, k: number): Asked[] {
  const { rows, version, buildMs } = peer;
  return [...new Set([1, peer.threads])].map((threads) => {
    const name = `faiss-cpu ${version} flat, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
    return { measured: { name, runtime: 'Python', rows, k, times: [], batchMs: null, buildMs, bytes: rows * 512 }, ask: (queries) => peer.search(queries, threads) };
  });
}

/** @param python null without a peer @throws Error where the peer finds others than the index in float32 */
export async function searchInNode(rows: number, k: number, rounds: number, python: string | null): Promise<Measured[]> {
  const indexes = await Promise.all(storages.map((storage) => WasmIndex.create({ width: 128, storage })));
  const peer = python === null ? null : new FaissPeer(python, rows, k);
  const times = await fillAll(peer ? [...indexes, peer] : indexes, rows);
  await peer?.ready();
  const asked = [...indexes.map((index, i) => ofWasm(index, k, times[i]!)), ...(peer ? ofPeer(peer, k) : [])];
  for (let round = -1; round < rounds; round++) {
    for (const { measured, ask } of asked) {
      const { ms } = await ask(randomQuery(round + 1));
      if (round >= 0) measured.times.push(ms);
    }
  }
  for (const { measured, ask } of asked) measured.batchMs = (await ask(randomVectors(0, BATCH, 3))).ms;
  if (peer) await compare(asked[0]!, asked.at(-1)!);
  peer?.end();
  return asked.map(({ measured }) => measured);
}

async function compare(own: Asked, peer: Asked): Promise<void> {
  const [a, b] = [await own.ask(randomQuery(1)), await peer.ask(randomQuery(1))];
  const theirs = new Set(Array.from(b.rows));
  const shared = Array.from(a.rows).filter((row) => theirs.has(row)).length;
  // One may differ at the last place, where sums are rounded apart.
  if (shared < a.rows.length - 1) throw new Error(`Comparing with the peer: expected the same ${a.rows.length} rows, got ${shared} of them.`);
}
