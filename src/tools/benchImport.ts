/** `npx tsx src/tools/benchImport.ts [rows] [dims]`: how fast, and in how much memory, features pass through the converter. */
import { convertLimits, convertToBundle } from '../bundle/convert/convert';
import { bigColumn, countingSink } from '../bundle/convert/fixtures/bigColumns';
import { defaultSplits, type Mapping } from '../bundle/layouts/mapping';

const [rows = 1_000_000, dims = 512] = process.argv.slice(2).map(Number);
const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const columns = [bigColumn('image', rows, dims, 'f2'), bigColumn('text', rows, dims, 'f2')];
const opened = columns.map((column) => ({ path: column.path, format: 'made as it is read', columns: [column], notes: [], close: () => undefined }));
const roles = { image: { path: 'image', name: 'image' }, text: { path: 'text', name: 'text' } };
const mapping: Mapping = { layout: 'table', name: 'Bench', parts: [{ split: null, roles }], labels: null, classNames: null, captionsPerImage: 1, splits: defaultSplits };

const start = performance.now();
const before = process.memoryUsage().rss;
const sink = countingSink();
let told = 0;
let peak = 0;
console.log(`${rows} × ${dims} float16 of two sides, ${mib(rows * dims * 4)} in all; ${mib(before)} resident before`);
const { report } = await convertToBundle(opened, mapping, sink, {
  signal: new AbortController().signal,
  limits: convertLimits,
  onProgress(done, total, task) {
    peak = Math.max(peak, process.memoryUsage.rss());
    const tenth = Math.floor((10 * done) / total);
    if (tenth === told) return;
    told = tenth;
    console.log(`${String(tenth * 10).padStart(3)} %  ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  peak ${mib(peak)}  ${task}`);
  },
});
const seconds = (performance.now() - start) / 1000;
console.log(`${report.pairs} pairs in ${seconds.toFixed(1)} s: ${(report.pairs / seconds).toFixed(0)} pairs/s; ${mib([...sink.bytes.values()].reduce((sum, bytes) => sum + bytes, 0))} written; peak ${mib(Math.max(peak, process.resourceUsage().maxRSS * 1024))}`);
