import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');
const readme = read('README.md');

interface Package {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Package;

describe('the README', () => {
  it('shows the Python lines that wrote the tests’ own bundle', () => {
    const [, snippet] = /^# The snippet of the README.*?\n(.*?)# End of the snippet/ms.exec(read('src/bundle/fixtures/make_bundle.py')) ?? [];
    expect(snippet).toContain('np.save(');
    expect(readme).toContain(snippet);
  });

  it('names every folder of the source', () => {
    const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.length).toBeGreaterThan(5);
    for (const { name } of folders) expect(readme).toContain(`\`src/${name}\``);
  });

  it('gives a reason for every dependency', () => {
    const table = readme.slice(readme.indexOf('## Dependencies'));
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) expect(table).toContain(name.replace('@tensorflow/tfjs-backend', '-backend'));
  });

  it('names no script that is not there', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z:]+)(?= |`|\n)/g)].map(([, name]) => name!).filter((name) => name !== 'ci');
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });
});
