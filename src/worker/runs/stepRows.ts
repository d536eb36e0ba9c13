/** Training steps as rows of eleven float64 in little-endian order, 88 bytes a step. */
import { BundleError } from '../../bundle/problem';
import type { StepPoint } from '../protocol';
import type { StepColumns } from './record';

/** In the order of a row. */
export const stepKeys = ['step', 'epoch', 'elapsedMs', 'total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary', 'modalityAccuracy', 'reversal'] as const satisfies (keyof StepPoint)[];

const ITEM = 8;
export const ROW_BYTES = ITEM * stepKeys.length;

/** Rows that can be relied on, and the bytes that they take. */
export interface StepRows {
  columns: StepColumns<Float64Array>;
  bytes: number;
  /** Why the row after them is none; null where there is no other. */
  fault: BundleError | null;
}

export function encodeSteps(points: readonly StepPoint[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(points.length * ROW_BYTES));
  points.forEach((point, row) => stepKeys.forEach((key, column) => view.setFloat64(row * ROW_BYTES + column * ITEM, point[key], true)));
  return new Uint8Array(view.buffer);
}

/** Of the row that is none; null at the end of the file, and beyond the last step of interest. */
function faultOf(view: DataView, rows: number, before: number, last: number, path: string): BundleError | null {
  const at = rows * ROW_BYTES;
  const rest = view.byteLength - at;
  const step = rest < ROW_BYTES ? null : view.getFloat64(at, true);
  if (rest === 0 || isStepAfter(step, last)) return null;
  const got = step === null ? `${rest} bytes` : `step ${step}`;
  return new BundleError(`${path}, row ${rows}: expected ${ROW_BYTES} bytes of a step after ${before}, got ${got}.`, 'The file was cut off or is damaged.');
}

const isStepAfter = (step: number | null, before: number): boolean => step !== null && Number.isSafeInteger(step) && step > before;

function countRows(view: DataView, last: number): { rows: number; before: number } {
  let before = 0;
  let rows = 0;
  for (; (rows + 1) * ROW_BYTES <= view.byteLength; rows++) {
    const step = view.getFloat64(rows * ROW_BYTES, true);
    if (!isStepAfter(step, before) || step > last) break;
    before = step;
  }
  return { rows, before };
}

/** The rows from the first on whose steps rise; a file whose end was not written whole has fewer. @param last step of interest */
export function decodeSteps(bytes: Uint8Array, last: number, path: string): StepRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { rows, before } = countRows(view, last);
  const column = (index: number) => Float64Array.from({ length: rows }, (_, row) => view.getFloat64(row * ROW_BYTES + index * ITEM, true));
  const columns = Object.fromEntries(stepKeys.map((key, index) => [key, column(index)])) as StepColumns<Float64Array>;
  return { columns, bytes: rows * ROW_BYTES, fault: faultOf(view, rows, before, last, path) };
}
