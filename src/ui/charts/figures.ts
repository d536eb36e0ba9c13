import { configAt } from '../../alscor/configAt';
import type { EpochPoint, StepPoint } from '../../worker/protocol';
import type { ShownRun } from '../../state/shownRuns';
import { percent, score, significant } from '../parts/format';
import { adversarySentence, bestScoreKind, correlationSentence, totalSentence, validationSentence } from '../train/sentences';
import type { AxisScale } from './scale';
import type { XColumns } from './xAxis';

/** A dashed line across the plot. */
export interface Guide {
  y: number;
  label?: string;
}

export interface FigureSeries {
  key: string;
  name: string;
  /** Where one run is shown; several have a colour each. */
  colour: string;
  dash?: string;
  axis?: 'left' | 'right';
  say(value: number): string;
}

/** The measures of a run that a figure draws, one array a series. */
export interface FigureColumns extends XColumns {
  values: Record<string, ArrayLike<number>>;
}

export interface FigureKind {
  /** In addresses and of files. */
  name: string;
  title: string;
  series: FigureSeries[];
  columns(run: ShownRun): FigureColumns;
  /** The latest values in words. */
  sentence(run: ShownRun): string;
  /** Laid over the plot before there are points. */
  empty: string;
  /** Whether points are many and noisy. */
  smoothable: boolean;
  /** Which axis a logarithm is meant for; the other stays. */
  logAxis: 'left' | 'right';
  left?: AxisScale & { tickFormatter: (value: number) => string };
  rightFromZero?: true;
  /** Its y axis is logarithmic unless one asks otherwise. */
  usuallyLog?: true;
  /** A value to compare with, of the first run. */
  guide?(run: ShownRun): Guide;
  /** Marks the best epoch. */
  marksBest?: true;
}

export const fromSteps = (keys: (keyof StepPoint)[]) => ({ steps }: ShownRun): FigureColumns => ({
  step: steps.step,
  epoch: steps.epoch,
  elapsedMs: steps.elapsedMs,
  values: Object.fromEntries(keys.map((key) => [key, steps[key]])),
});

export const latestStep = ({ steps }: ShownRun, key: keyof StepPoint): number => steps[key][steps.step.length - 1] ?? NaN;

const known = new WeakMap<readonly EpochPoint[], FigureColumns>();

/** MAP of the score kind that is the best over all epochs. */
export function validationColumns({ epochs }: Pick<ShownRun, 'epochs'>): FigureColumns {
  const found = known.get(epochs);
  if (found) return found;
  const kind = bestScoreKind(epochs);
  const column = (value: (point: EpochPoint) => number) => epochs.map(value);
  const columns = {
    step: column(({ step }) => step),
    epoch: column(({ epoch }) => epoch),
    elapsedMs: column(({ elapsedMs }) => elapsedMs),
    values: { i2t: column(({ validation }) => validation[kind].i2t), t2i: column(({ validation }) => validation[kind].t2i) },
  };
  known.set(epochs, columns);
  return columns;
}

export const perStep = { empty: 'One point for each training step will be drawn here.', smoothable: true, logAxis: 'left' as const };
export const shares = { domain: [0, 1] as [number, number], ticks: [0, 0.25, 0.5, 0.75, 1], log: false, tickFormatter: (share: number) => `${Math.round(share * 100)}%` };

export const figureKinds: FigureKind[] = [
  {
    ...perStep,
    name: 'total',
    title: 'Total loss',
    series: [{ key: 'total', name: 'total', colour: 'var(--total)', say: significant }],
    columns: fromSteps(['total']),
    sentence: (run) => totalSentence(latestStep(run, 'contrast')),
  },
  {
    ...perStep,
    name: 'correlation',
    title: 'Correlation loss',
    series: [{ key: 'correlation', name: 'correlation', colour: 'var(--correlation)', say: significant }],
    columns: fromSteps(['correlation']),
    sentence: (run) => correlationSentence(latestStep(run, 'correlation')),
  },
  {
    ...perStep,
    name: 'classification',
    title: 'Classification losses',
    series: [
      { key: 'classImage', name: 'image', colour: 'var(--image)', say: significant },
      { key: 'classText', name: 'text', colour: 'var(--text)', dash: '5 3', say: significant },
    ],
    columns: fromSteps(['classImage', 'classText']),
    sentence: () => 'Cross-entropy of the intra-modal classifier that both modalities share.',
  },
  {
    ...perStep,
    name: 'adversary',
    title: 'Modality classifier',
    series: [
      { key: 'modalityAccuracy', name: 'accuracy', colour: 'var(--adversary)', say: percent },
      { key: 'adversary', name: 'loss', colour: 'var(--muted)', dash: '4 3', axis: 'right', say: significant },
    ],
    columns: fromSteps(['modalityAccuracy', 'adversary']),
    sentence: (run) => adversarySentence({ modalityAccuracy: latestStep(run, 'modalityAccuracy'), reversal: latestStep(run, 'reversal') }, configAt(run.config, run.changes, Infinity).adversaryWeight),
    empty: 'Its accuracy starts wherever it can tell images from texts, and the nets push it towards 50 %, the dashed line.',
    logAxis: 'right',
    left: shares,
    rightFromZero: true,
    guide: () => ({ y: 0.5 }),
  },
  {
    name: 'validation',
    title: 'Validation MAP',
    series: [
      { key: 'i2t', name: 'image→text', colour: 'var(--image)', say: score },
      { key: 't2i', name: 'text→image', colour: 'var(--text)', dash: '5 3', say: score },
    ],
    columns: validationColumns,
    sentence: ({ epochs }) => validationSentence(epochs),
    empty: 'After each epoch: mean average precision on the validation items, in both directions.',
    smoothable: false,
    logAxis: 'left',
    marksBest: true,
  },
];
