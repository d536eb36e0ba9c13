import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Diagnostic {
  code: string;
  filename: string;
}

const folder = mkdtempSync(join(tmpdir(), 'alscor-lint-'));
let refused: string[] = [];

const forbidden: [file: string, line: string][] = [
  ['src/math/a.ts', "import { step } from '../alscor/step';"],
  ['src/math/b.ts', "import { useState } from 'react';"],
  ['src/alscor/a.ts', "import { chooseBackend } from '../engine/backends';"],
  ['src/alscor/b.ts', "import type { StepPoint } from '../worker/protocol';"],
  ['src/methods/a.ts', "import { session } from '../worker/session';"],
  ['src/retrieval/a.ts', "import { useView } from '../state/view';"],
  ['src/comparison/a.ts', "import { signFlipTest } from '../retrieval/pairedTest';"],
  ['src/comparison/b.ts', "import { session } from '../worker/session';"],
  ['src/bundle/a.ts', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/bundle/deep/b.ts', "import { chooseBackend } from '../../engine/backends';"],
  ['src/engine/a.ts', "import { session } from '../worker/session';"],
  ['src/engine/b.ts', "import { rows } from '../tools/train';"],
  ['src/worker/a.ts', "import { useRun } from '../state/run';"],
  ['src/worker/b.ts', "import { App } from '../ui/App';"],
  ['src/worker/c.ts', "import { create } from 'zustand';"],
  ['src/worker/client.ts', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/worker/import/client.ts', "import { Session } from './session';"],
  ['src/worker/import/protocol.ts', "import { detectLayout } from '../../bundle/layouts/detect';"],
  ['src/state/f.ts', "import { ImportSession } from '../worker/import/session';"],
  ['src/worker/protocol.ts', "import { defaultConfig } from '../alscor/config';"],
  ['src/state/a.ts', "import { App } from '../ui/App';"],
  ['src/state/b.ts', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/state/c.ts', "import { session } from '../worker/session';"],
  ['src/state/d.ts', "import { trainStep } from '../alscor/step';"],
  ['src/state/e.ts', "import { useState } from 'react';"],
  ['src/ui/a.tsx', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/ui/b.tsx', "import { startTrainer } from '../worker/client';"],
  ['src/ui/c.tsx', "import { create } from 'zustand';"],
  ['src/ui/charts/d.tsx', "import { averagePrecision } from '../../retrieval/metrics';"],
  ['src/ui/charts/e.tsx', "import { fitCca } from '../../methods/cca';"],
  ['src/tools/a.ts', "import { useRun } from '../state/run';"],
];

const allowed: [file: string, line: string][] = [
  ['src/alscor/y.ts', "import { random } from '../math/random';"],
  ['src/alscor/z.ts', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/comparison/y.ts', "import { defaultConfig } from '../alscor/config';"],
  ['src/comparison/z.ts', "import type { Direction } from '../retrieval/scores';"],
  ['src/engine/z.ts', "import type { Environment } from '../worker/protocol';"],
  ['src/worker/y.ts', "import { chooseBackend } from '../engine/backends';"],
  ['src/worker/z.ts', "import * as tf from '@tensorflow/tfjs-core';"],
  ['src/worker/other/client.ts', "import { connect } from '../rpc';"],
  ['src/state/y.ts', "import { startTrainer } from '../worker/client';"],
  ['src/state/z.ts', "import { defaultConfig } from '../alscor/config';"],
  ['src/ui/y.tsx', "import type { Direction } from '../retrieval/scores';"],
  ['src/ui/z.tsx', "import { useState } from 'react';"],
];

beforeAll(() => {
  copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  for (const [file, line] of [...forbidden, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const names = /import (?:type )?(?:\* as )?\{? ?(\w+)/.exec(line)?.[1];
    const use = line.startsWith('import type') ? `export type Used = ${names};` : `export const used = ${names};`;
    writeFileSync(join(folder, file), `${line}\n${use}\n`);
  }
  const { stdout } = spawnSync(resolve('node_modules/.bin/oxlint'), ['--format', 'json', '.'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  refused = diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename);
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(forbidden)('the linter refuses in %s: %s', (file) => {
  expect(refused).toContain(file);
});

test.each(allowed)('the linter lets pass in %s: %s', (file) => {
  expect(refused).not.toContain(file);
});
