import { curveFiles, type CurveBytes } from './curveFiles';
import { readFile } from './runFiles';

/** The bytes of a run's curves; none where a file is missing. */
export async function curveBytesIn(folder: FileSystemDirectoryHandle): Promise<CurveBytes> {
  const read = async (key: keyof CurveBytes) => (await readFile(folder, curveFiles[key])) ?? new Uint8Array();
  return { steps: await read('steps'), epochs: await read('epochs'), probes: await read('probes'), changes: await read('changes') };
}
