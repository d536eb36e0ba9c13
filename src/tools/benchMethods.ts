/** `npm run bench:methods`: every method on one dataset over seeds, as the Evaluate place of the page compares them. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import cliProgress from 'cli-progress';
import type { Comparison } from '../comparison/comparison';
import { comparisonJson } from '../comparison/json';
import { comparisonMarkdown } from '../comparison/markdown';
import type { FitProgress } from '../methods/method';
import { planFits, Results, settingOf, type PlannedFit } from '../worker/comparison';
import { reportOf } from '../worker/problem';
import { secondsLeft } from '../worker/timeLeft';
import { readBenchOptions, usage, type BenchOptions } from './benchMethodsOptions';
import { clock } from './clock';
import { fitAll } from './fitPool';
import { openDataset } from './openDataset';
import { printComparison } from './printComparison';

interface Running {
  planned: PlannedFit;
  since: number;
  progress: FitProgress;
}

/** Runs the plan with a progress bar. */
async function fitPlan(plan: PlannedFit[], { bundle, backend, config, jobs }: BenchOptions): Promise<Results> {
  const bar = new cliProgress.SingleBar({ format: '{bar} {percentage} % · {left} left · {running}', noTTYOutput: true, notTTYSchedule: 10_000, hideCursor: true });
  const results = new Results();
  const running: Running[] = [];
  const finished: { method: string; seconds: number }[] = [];
  const share = ({ progress }: Running) => progress.done / Math.max(1, progress.total);
  const find = (planned: PlannedFit) => running.find((one) => one.planned === planned)!;
  const show = () => {
    const now = performance.now();
    const waiting = plan.slice(finished.length + running.length).map(({ method }) => method.name);
    const timed = running.map((one) => ({ method: one.planned.method.name, seconds: (now - one.since) / 1000, share: share(one) }));
    const seconds = secondsLeft(finished, timed, waiting);
    const words = running.map(({ planned }) => `${planned.method.label} ${planned.seed}`).join(', ');
    bar.update(finished.length + running.reduce((sum, one) => sum + share(one), 0), { left: clock(seconds && seconds / jobs), running: words });
  };
  bar.start(plan.length, 0, { left: '–', running: '' });
  try {
    await fitAll(plan, jobs, { bundle, backend }, config, {
      started: (planned) => {
        running.push({ planned, since: performance.now(), progress: { done: 0, total: 1, validation: null } });
        show();
      },
      progress: (planned, progress) => {
        find(planned).progress = progress;
        show();
      },
      ended: (planned, outcome) => {
        const [one] = running.splice(running.indexOf(find(planned)), 1);
        finished.push({ method: planned.method.name, seconds: (performance.now() - one!.since) / 1000 });
        results.add(outcome);
        show();
      },
    });
  } finally {
    bar.stop();
  }
  return results;
}

/** As if the fits had come one after the other, whichever of them ended first. */
function inPlanOrder(plan: readonly PlannedFit[], results: Results): Pick<Comparison, 'fits' | 'failures' | 'tests'> {
  const ordered = <T extends { method: string; seed: number }>(all: readonly T[]) => plan.flatMap((planned) => all.filter(({ method, seed }) => method === planned.method.name && seed === planned.seed));
  const place = (name: string) => plan.findIndex(({ method }) => method.name === name);
  return { fits: ordered(results.fits), failures: ordered(results.failures), tests: results.tests().sort((a, b) => place(a.method) - place(b.method)) };
}

function host(jobs: number): string {
  const [cpu] = cpus();
  return `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${jobs} ${jobs === 1 ? 'fit' : 'fits'} at a time`;
}

async function main(): Promise<void> {
  const options = readBenchOptions();
  if (options.help) return console.log(usage);
  const startedAt = new Date().toISOString();
  const dataset = await openDataset(options.bundle);
  const seeds = Array.from({ length: options.seeds }, (_, i) => options.config.seed + i);
  const setting = settingOf(dataset, options.methods, seeds, options.config);
  console.error(`${dataset.name}: ${options.methods.map(({ label }) => label).join(', ')}; ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}, ${options.jobs} at a time`);
  const plan = planFits(options.methods, seeds);
  const results = await fitPlan(plan, options);
  const comparison: Comparison = { setting, environment: { backend: options.backend, host: host(options.jobs) }, startedAt, ...inPlanOrder(plan, results) };
  console.log(options.markdown ? comparisonMarkdown(comparison) : `\n${printComparison(comparison)}`);
  if (options.json === undefined) return;
  writeFileSync(options.json, comparisonJson(comparison, dataset.labels.names));
  console.error(`written to ${options.json}`);
}

try {
  await main();
} catch (error) {
  const { message, advice } = reportOf(error);
  console.error([message, advice, 'See npm run bench:methods -- --help.'].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
