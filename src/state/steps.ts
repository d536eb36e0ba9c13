import type { StepPoint } from '../worker/protocol';
import type { StepColumns } from '../worker/runs/record';

type GrowingColumns = StepColumns<number[]>;

const keys: (keyof StepPoint)[] = [
  'step', 'epoch', 'elapsedMs', 'total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary', 'modalityAccuracy', 'reversal',
];

function emptyColumns(): GrowingColumns {
  return {
    step: [], epoch: [], elapsedMs: [], total: [], correlation: [], classImage: [], classText: [], contrast: [], adversary: [], modalityAccuracy: [], reversal: [],
  };
}

/** The steps of the present run, kept outside React: charts read them when it is their turn. */
let columns = emptyColumns();

export function stepColumns(): GrowingColumns {
  return columns;
}

export function appendSteps(points: readonly StepPoint[]): void {
  for (const point of points) for (const key of keys) columns[key].push(point[key]);
}

/** The steps of a run that goes on. */
export function setSteps(stored: StepColumns): void {
  columns = emptyColumns();
  for (const key of keys) columns[key] = Array.from(stored[key]);
}

export function clearSteps(): void {
  columns = emptyColumns();
}

export function stepAt(index: number): StepPoint | null {
  const row = index < 0 ? columns.step.length + index : index;
  if (row < 0 || row >= columns.step.length) return null;
  return Object.fromEntries(keys.map((key) => [key, columns[key][row]!])) as Record<keyof StepPoint, number>;
}
