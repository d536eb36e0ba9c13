/** What the builder is doing: shown for everything that takes more than a second. */
import cliProgress from 'cli-progress';

/** Names work that cannot say how far it is, and then how long it took. */
export async function step<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  process.stdout.write(`${what} … `);
  const result = await work();
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** A started bar; where the output is no terminal, a line every ten seconds. The caller stops it. */
export function startBar(what: string, total: number): cliProgress.SingleBar {
  const format = `${what} {bar} {value}/{total} · {eta_formatted} left`;
  const bar = new cliProgress.SingleBar({ format, noTTYOutput: true, notTTYSchedule: 10_000 }, cliProgress.Presets.shades_classic);
  bar.start(total, 0);
  return bar;
}
