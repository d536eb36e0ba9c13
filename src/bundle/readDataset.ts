/** Reads a dataset in whichever layout its files have. */
import type { Dataset } from './dataset';
import { openMat, type MatFile } from './mat';
import { MANIFEST_PATH } from './parseManifest';
import { BundleError } from './problem';
import { readBundle } from './read';
import type { BundleSource } from './source';
import { isSvcl, readSvcl, svclVariables } from './svclMat';

type OnProgress = (done: number, total: number) => void;

const some = (names: Iterable<string>): string => {
  const all = [...names];
  return all.slice(0, 5).join(', ') + (all.length > 5 ? `, … (${all.length} in all)` : '') || 'none';
};

const ADVICE = 'Choose the folder or zip of a dataset with its manifest.json, or save the features of the pairs in one .mat file; the README describes both.';
const EXPECTED = `a bundle's ${MANIFEST_PATH}, or a .mat file with ${svclVariables.join(', ')}`;

function unknownLayout(name: string, paths: string[], mats: MatFile[]): BundleError {
  const held = mats.map(({ path, variables }) => `; ${path} has the variables ${some(variables.keys())}`).slice(0, 5);
  return new BundleError(`Opening ${name}: expected ${EXPECTED}, got the files ${some(paths)}${held.join('')}.`, ADVICE);
}

async function readMatLayout(source: BundleSource, paths: string[], onProgress?: OnProgress): Promise<Dataset> {
  const files = paths.filter((path) => /\.(mat|list)$/i.test(path));
  let bytes = 0;
  let done = 0;
  const read = async (path: string) => {
    const file = await source.read(path);
    bytes += file.length;
    onProgress?.(++done, files.length);
    return file;
  };
  const mats: MatFile[] = [];
  for (const path of files) if (/\.mat$/i.test(path)) mats.push(await openMat(await read(path), path));
  const [mat, second] = mats.filter(isSvcl);
  if (!mat) throw unknownLayout(source.name, paths, mats);
  if (second) throw new BundleError(`Opening ${source.name}: expected one .mat file with ${svclVariables.join(', ')}, got ${mat.path} and ${second.path}.`, 'Choose the folder of one dataset, or one .mat file.');
  return { ...(await readSvcl(mat, paths, read)), bytes };
}

/**
 * The dataset of a bundle, or of a .mat file in the layout of the Wikipedia benchmark; an address must be a bundle's.
 * Throws BundleError only.
 */
export async function readDataset(source: BundleSource, onProgress?: OnProgress): Promise<Dataset> {
  const paths = await source.paths();
  return paths === null || paths.includes(MANIFEST_PATH) ? readBundle(source, onProgress) : readMatLayout(source, paths, onProgress);
}
