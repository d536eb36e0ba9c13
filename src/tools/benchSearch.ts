/** `npm run bench:search`: what exact search costs on this machine, by size, backend and storage, beside faiss-cpu. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reasonOf } from '../bundle/problem';
import type { VectorStorage } from '../retrieval/vectorIndex';
import { inChromium } from './search/inChromium';
import { hasFaiss } from './search/faissPeer';
import { searchInNode } from './search/inNode';
import type { PageAdapter, PageTask } from './search/inPage';
import { searchTable, summaries, type Measured } from './search/measured';

const usage = `npm run bench:search -- [--rows 1400,100000,1000000] [--k 100] [--rounds 20] [--python python3] [--no-browser] [--software-rows 100000] [--json out.json]

--python         a Python with faiss-cpu and numpy, the peer; without them the peer is left out
--no-browser     leaves the pages of Chromium out, and with them WebGPU
--software-rows  the most rows that WebGPU is asked for where its adapter computes on the CPU`;

const storages: VectorStorage[] = ['float32', 'float16', 'int8'];

function readOptions() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      rows: { type: 'string', default: '1400,100000,1000000' },
      k: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '20' },
      python: { type: 'string', default: 'python3' },
      browser: { type: 'boolean', default: true },
      'software-rows': { type: 'string', default: '100000' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [k, rounds, softwareRows] = [Number(values.k), Number(values.rounds), Number(values['software-rows'])];
  return { ...values, sizes: values.rows.split(',').map(Number), k, rounds, softwareRows };
}

type Options = ReturnType<typeof readOptions>;

function pageTasks({ sizes, k, rounds, softwareRows }: Options, { software }: PageAdapter): PageTask[] {
  const common = { k, rounds, batch: 64 };
  return sizes.flatMap((rows) => [
    ...storages.map((storage): PageTask => ({ ...common, backend: 'wasm', storage, rows })),
    ...(software && rows > softwareRows ? [] : storages.map((storage): PageTask => ({ ...common, backend: 'webgpu', storage, rows, ...(software && { rounds: Math.min(5, rounds), batch: 0 }) }))),
  ]);
}

async function inBrowser(options: Options): Promise<{ adapter: PageAdapter | null; measured: Measured[] }> {
  let adapter: PageAdapter | null = null;
  try {
    const measured = await inChromium(
      (found) => pageTasks(options, found),
      (found) => {
        adapter = found;
        console.error(`WebGPU in Chromium: ${found.name}${found.software ? ', a software adapter: its times say nothing about a GPU' : ''}`);
      },
    );
    return { adapter, measured };
  } catch (error) {
    console.error(`Chromium was left out: ${reasonOf(error)}`);
    return { adapter, measured: [] };
  }
}

export async function benchSearch(options: Options): Promise<void> {
  const { sizes, k, rounds } = options;
  const python = hasFaiss(options.python) ? options.python : null;
  if (!python) console.error(`peer not installed: ${options.python} has no faiss (pip install faiss-cpu numpy)`);
  const measured: Measured[] = [];
  for (const rows of sizes) measured.push(...(await searchInNode(rows, k, rounds, python)));
  const { adapter, measured: inPages } = options.browser ? await inBrowser(options) : { adapter: null, measured: [] };
  const all = summaries([...measured, ...inPages]).sort((a, b) => a.rows - b.rows);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
  console.log(`\nExact search, the best ${k} of rows of 128 numbers; ${machine}\n${searchTable(all)}`);
  if (options.json === undefined) return;
  writeFileSync(options.json, `${JSON.stringify({ machine, adapter, k, results: all }, null, 2)}\n`);
  console.error(`written to ${options.json}`);
}

const options = readOptions();
if (options.help) console.log(usage);
else await benchSearch(options);
