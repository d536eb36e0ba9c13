import type { Browser, Page } from '@playwright/test';
import { expect, note } from './lab';

export const longestTaskMs = 50;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Of the wall clock and of the thread, in µs. */
  dur?: number;
  tdur?: number;
}

export interface Cost {
  /** Of the whole, by the clock. */
  ms: number;
  /** The longest task of the page's thread, without the time that the thread waits for a core. */
  taskMs: number;
  /** The same of the page's own scripts, without what the browser does before and after them. */
  scriptMs: number;
}

const scripts = ['FireAnimationFrame', 'FunctionCall', 'EventDispatch', 'TimerFire', 'RunMicrotasks', 'EvaluateScript'];

/** What it costs to do something. A busy machine makes it more, never less. */
export async function costOf(browser: Browser, page: Page, doing: () => Promise<void>): Promise<Cost> {
  const mark = (name: string) => page.evaluate((named) => void performance.mark(named), name);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });
  // The tracer's own tasks, at its start and its end, are not the page's.
  await mark('begin');
  await doing();
  await mark('end');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const [begin, end] = ['begin', 'end'].map((named) => traceEvents.findLast(({ name, ph }) => name === named && (ph === 'R' || ph === 'I' || ph === 'i'))!);
  const ofPage = ({ name, ph, pid, tid, ts }: TraceEvent) => ph === 'X' && (name === 'ThreadControllerImpl::RunTask' || scripts.includes(name)) && pid === begin!.pid && tid === begin!.tid && ts > begin!.ts && ts < end!.ts;
  const spent = traceEvents.filter(ofPage).map(({ name, dur = 0, tdur = NaN }) => ({ script: scripts.includes(name), wall: dur / 1000, thread: tdur / 1000 }));
  const tasks = spent.filter(({ script }) => !script);
  const ofScripts = spent.filter(({ script }) => script).map(({ thread }) => thread);
  // Where a browser named them otherwise, nothing would be measured.
  expect(tasks.length).toBeGreaterThan(1000);
  expect(ofScripts.length).toBeGreaterThan(100);
  const scriptMs = Math.max(...ofScripts);
  const [wall, taskMs] = [Math.max(...tasks.map((task) => task.wall)), Math.max(...tasks.map(({ thread }) => thread))];
  const over = tasks.filter((task) => task.wall > longestTaskMs).length;
  const ms = (end!.ts - begin!.ts) / 1000;
  note(`${(ms / 1000).toFixed(1)} s; of ${tasks.length} tasks on the page's thread the longest took ${taskMs.toFixed(0)} ms of it, the longest script ${scriptMs.toFixed(0)} ms; by the clock, on cores that it shares, ${over} took more than ${longestTaskMs} ms, the longest ${wall.toFixed(0)} ms`);
  return { ms, taskMs, scriptMs };
}
