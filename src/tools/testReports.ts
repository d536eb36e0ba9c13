/** What a test run came to. A skipped test is never counted as passed, and is named. */
export interface Tally {
  passed: number;
  failed: number;
  skippedTitles: string[];
  failedTitles: string[];
}

export const emptyTally = (): Tally => ({ passed: 0, failed: 0, skippedTitles: [], failedTitles: [] });

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skippedTitles: [...a.skippedTitles, ...b.skippedTitles],
    failedTitles: [...a.failedTitles, ...b.failedTitles],
  };
}

export function describeTally({ passed, failed, skippedTitles }: Tally): string {
  const skipped = skippedTitles.length;
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** Counts vitest's JSON report; a file that could not be loaded counts as one failure. */
export function tallyVitest(json: unknown): Tally {
  const tally = emptyTally();
  for (const { name, status, assertionResults } of (json as VitestReport).testResults) {
    if (assertionResults.length === 0 && status !== 'passed') tally.failedTitles.push(`${name} (could not be loaded)`);
    for (const result of assertionResults) {
      if (result.status === 'passed') tally.passed++;
      else if (result.status === 'failed') tally.failedTitles.push(result.fullName);
      else tally.skippedTitles.push(result.fullName);
    }
  }
  return { ...tally, failed: tally.failedTitles.length };
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[] }[];
}

/** Counts Playwright's JSON report; a flaky test counts as failed, an error outside all tests as one failure. */
export function tallyPlaywright(json: unknown): Tally {
  const { suites, errors } = json as { suites: PlaywrightSuite[]; errors: { message?: string }[] };
  const tally = emptyTally();
  const visit = (suite: PlaywrightSuite, path: string) => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { status } of tests) {
        if (status === 'expected') tally.passed++;
        else if (status === 'skipped') tally.skippedTitles.push(`${path} › ${title}`);
        else tally.failedTitles.push(`${path} › ${title}`);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, `${path} › ${inner.title}`);
  };
  for (const suite of suites) visit(suite, suite.title);
  for (const { message } of errors) tally.failedTitles.push(message?.split('\n')[0] ?? 'an error outside all tests');
  return { ...tally, failed: tally.failedTitles.length };
}
