/** `npm test`: unit tests in Node and in Chromium, then the built page in Chromium. Ends with "N passed, N failed". */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium';
import { isStale } from './freshBuild';
import { addTallies, describeTally, emptyTally, tallyPlaywright, tallyVitest, type Tally } from './testReports';

const unitReport = 'e2e/results/unit.json';
const pageReport = 'e2e/results/report.json';

function run(command: string, args: string[], environment: NodeJS.ProcessEnv): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0;
}

/** Runs one suite and reads its report; a suite that dies without naming a failure counts as one failure. */
function suite(name: string, report: string, start: () => boolean, read: (json: unknown) => Tally): Tally {
  rmSync(report, { force: true });
  const fine = start();
  const tally = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : emptyTally();
  const ran = tally.passed + tally.failed > 0;
  if (ran && (fine || tally.failed > 0)) return tally;
  console.error(`${name}: ${ran ? 'ended with an error outside its tests' : 'no test ran'}.`);
  return { ...tally, failed: tally.failed + 1 };
}

const environment = (chromiumPath: string) => ({ CHROMIUM_PATH: chromiumPath, BROWSER: 'none' });

function unitSuite(chromiumPath: string): Tally {
  const start = () => run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`], environment(chromiumPath));
  return suite('Unit tests', unitReport, start, tallyVitest);
}

function pageSuite(chromiumPath: string): Tally {
  const built = !isStale('.') || run('npx', ['vite', 'build', '--logLevel', 'warn'], environment(chromiumPath));
  const start = () => built && run('npx', ['playwright', 'test', '--config', 'e2e/playwright.config.ts'], environment(chromiumPath));
  return suite('Page tests', pageReport, start, tallyPlaywright);
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && only !== 'unit' && only !== 'e2e') throw new Error(`--only: expected unit or e2e, got ${only}.`);

const chromium = ensureChromium();
console.log(`Chromium: ${chromium.path} (from ${chromium.origin})`);
const tallies = [...(only === 'e2e' ? [] : [unitSuite(chromium.path)]), ...(only === 'unit' ? [] : [pageSuite(chromium.path)])];
const total = tallies.reduce(addTallies, emptyTally());
for (const title of total.skippedTitles) console.log(`skipped: ${title}`);
for (const title of total.failedTitles) console.log(`failed: ${title}`);
console.log(describeTally(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
