/** What `npm run bundle` was asked to do. */
import { parseArgs } from 'node:util';

export const usage = `npm run bundle -- <file, folder or .zip …> --out <folder or .zip> [--map mapping.json] [--name "My dataset"]
npm run bundle -- <file, folder or .zip …> --print-map > mapping.json
npm run bundle -- --check <folder, .zip or demo>

Makes a dataset bundle of files in a layout of the field: features as .npy, .npz, .mat, .h5, .parquet, .safetensors or
.csv, classes, captions and splits beside them. It says what it took for what, and what it found.

--out        a new folder, or a .zip
--map        what the columns mean, instead of what is guessed: the file that --print-map writes, changed by hand
--print-map  prints what is guessed, and writes nothing
--name       of the dataset; else that of the first file
--check      reads a bundle as the page does, and prints what is in it`;

export interface BundleOptions {
  inputs: string[];
  out: string | undefined;
  map: string | undefined;
  name: string | undefined;
  printMap: boolean;
  check: boolean;
  help: boolean;
}

/** @throws Error for an option that is not one, or lacks what it needs. */
export function readBundleOptions(args: string[]): BundleOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      map: { type: 'string' },
      name: { type: 'string' },
      'print-map': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { out, map, name, check, help, 'print-map': printMap } = values;
  if (!help && positionals.length === 0) throw new Error('Files: expected the files, folder or .zip of a dataset, got none.');
  if (!help && !check && !printMap && out === undefined) throw new Error('--out: expected a folder or a .zip to write, got none.');
  if (check && (positionals.length > 1 || out !== undefined)) throw new Error('--check: expected one bundle and nothing to write.');
  return { inputs: positionals, out, map, name, printMap, check, help };
}
