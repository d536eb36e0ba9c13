/** `npm run bundle`: makes a dataset bundle of files in a layout of the field, with the page's own code. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import cliProgress from 'cli-progress';
import type { ByteFile } from '../bundle/columns/byteFile';
import { closeDrop, guessOf, isBundle, openDrop, unpacked, type OpenedDrop } from '../bundle/dropped';
import { readGeneralVectors } from '../bundle/convert/captionVectors';
import { convertLimits, convertToBundle, type Converted } from '../bundle/convert/convert';
import { createTextMaker } from '../bundle/convert/textMaker';
import type { Mapping } from '../bundle/layouts/mapping';
import { BundleError } from '../bundle/problem';
import { readBundle } from '../bundle/read';
import { reportOf } from '../worker/problem';
import { readBundleOptions, usage, type BundleOptions } from './bundleOptions';
import { droppedPaths } from './droppedPaths';
import { folderSink } from './folderSink';
import { readMapping } from './mappingFile';
import { openBundle } from './openBundle';
import { datasetLines, guessLines, reportLines } from './printReport';
import { zipFolder } from './zipFolder';

const print = (lines: string[]): void => console.log(lines.join('\n'));

/** A folder that is not there yet, or is empty; a .zip that is not there. */
async function refuseTaken(out: string): Promise<void> {
  const taken = existsSync(out) && (extname(out) === '.zip' || (await readdir(out)).length > 0);
  if (taken) throw new BundleError(`--out ${out}: expected a place to write, got one that is taken.`, 'Name another, or remove it first.');
}

/** The name of the one file or folder, else of the folder that the first lies in. */
function titleOf([first = '', ...others]: string[]): string {
  const place = resolve(first);
  return others.length > 0 ? basename(dirname(place)) : basename(place, extname(place));
}

async function understand(files: ByteFile[], drop: OpenedDrop, { inputs, map, name, printMap }: BundleOptions): Promise<Mapping> {
  if (map !== undefined) return readMapping(map);
  const paths = files.map(({ path }) => path);
  const guess = await guessOf(drop, paths, name ?? titleOf(inputs));
  if (!printMap) print(guessLines(guess));
  return guess.mapping;
}

async function write(drop: OpenedDrop, files: ByteFile[], mapping: Mapping, folder: string, signal: AbortSignal): Promise<Converted> {
  const bar = new cliProgress.SingleBar({ format: '{task} {bar} {percentage} % · {eta_formatted} left', noTTYOutput: true, notTTYSchedule: 10_000, hideCursor: true });
  bar.start(1, 0, { task: 'Reading' });
  try {
    const general = mapping.parts.some(({ roles }) => !roles.text) ? await readGeneralVectors(await openBundle('demo')) : null;
    const onProgress = (done: number, total: number, task: string) => {
      bar.setTotal(total);
      bar.update(done, { task });
    };
    return await convertToBundle(drop.opened, mapping, folderSink(folder), { onProgress, signal, limits: convertLimits, files, pictures: drop.pictures, textMaker: createTextMaker({ general: general ?? undefined }) });
  } finally {
    bar.stop();
  }
}

/** In a folder beside the place to write, which is moved there at the end; an error or Ctrl-C leaves nothing. */
async function writeTo(out: string, drop: OpenedDrop, files: ByteFile[], mapping: Mapping): Promise<Converted> {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('Stopped: nothing was written.'));
  process.once('SIGINT', stop);
  const beside = await mkdtemp(join(dirname(resolve(out)), '.bundle-'));
  const [folder, zip] = [join(beside, 'folder'), join(beside, 'zip')];
  try {
    const made = await write(drop, files, mapping, folder, controller.signal);
    const packed = extname(out) === '.zip';
    if (packed) await zipFolder(folder, ['manifest.json', ...Object.keys(made.manifest.files ?? {})], zip);
    await rename(packed ? zip : folder, out);
    return made;
  } finally {
    process.off('SIGINT', stop);
    await rm(beside, { recursive: true, force: true });
  }
}

/** The page has the encoder of pictures and the decoders of a browser. */
function refusePictures({ name, parts }: Mapping): void {
  if (parts.every(({ roles }) => roles.image)) return;
  throw new BundleError(`Making a bundle of ${name}: expected image features, got pictures.`, 'Drop the folder onto the page, which makes features of pictures, or bring features as .npy.');
}

async function make(options: BundleOptions): Promise<void> {
  const { inputs, out, printMap } = options;
  if (out !== undefined) await refuseTaken(out);
  const files = await unpacked(await droppedPaths(inputs));
  if (isBundle(files)) throw new BundleError(`${inputs.join(', ')}: expected files to make a bundle of, got a bundle.`, 'See what is in it with --check.');
  const drop = await openDrop(files, () => undefined);
  try {
    const mapping = await understand(files, drop, options);
    if (printMap || out === undefined) return console.log(JSON.stringify(mapping, null, 1));
    refusePictures(mapping);
    const { report } = await writeTo(out, drop, files, options.name === undefined ? mapping : { ...mapping, name: options.name });
    print(['', ...reportLines(report), `  written to ${out}`]);
  } finally {
    closeDrop(drop);
  }
}

async function main(): Promise<void> {
  const options = readBundleOptions(process.argv.slice(2));
  if (options.help) return console.log(usage);
  if (options.check) return print(datasetLines(await readBundle(await openBundle(options.inputs[0]!))));
  await make(options);
}

try {
  await main();
} catch (error) {
  const { message, advice } = reportOf(error);
  console.error([message, advice, 'See npm run bundle -- --help.'].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
