/** The files that hold a run's curves; each grows at its end alone. */
import type { RunState } from '../../alscor/runState';
import type { BundleError } from '../../bundle/problem';
import type { EpochPoint, ProbePoint, StepPoint } from '../protocol';
import type { ConfigChange } from '../../alscor/runState';
import { asChange } from './fields';
import { decodeLines, encodeLines } from './jsonLines';
import { asEpochPoint, asProbePoint } from './points';
import type { RunCurves } from './record';
import { decodeSteps, encodeSteps } from './stepRows';

/** What has come since the last part. */
export interface CurvesPart {
  steps: StepPoint[];
  epochs: EpochPoint[];
  probes: ProbePoint[];
  changes: ConfigChange[];
}

export const curveKeys = ['steps', 'epochs', 'probes', 'changes'] as const satisfies (keyof CurvesPart)[];
export const curveFiles: Record<keyof CurvesPart, string> = { steps: 'steps.bin', epochs: 'epochs.jsonl', probes: 'probes.jsonl', changes: 'changes.jsonl' };

export type CurveBytes = Record<keyof CurvesPart, Uint8Array<ArrayBuffer>>;
export type CurveLengths = Record<keyof CurvesPart, number>;

export interface ReadCurves {
  curves: RunCurves;
  /** Bytes that they take of each file. */
  lengths: CurveLengths;
  /** What follows them and is neither whole nor beyond the cut. */
  faults: BundleError[];
}

export function encodePart({ steps, epochs, probes, changes }: CurvesPart): CurveBytes {
  return { steps: encodeSteps(steps), epochs: encodeLines(epochs), probes: encodeLines(probes), changes: encodeLines(changes) };
}

const isSame = (a: ConfigChange, b: ConfigChange): boolean => a.step === b.step && a.key === b.key && a.value === b.value;

/** A change right after the state was stored is not in it, and is lost like the steps that followed. */
const isKnown = (change: ConfigChange, { step, changes }: RunState): boolean => change.step < step || (change.step === step && changes.some((known) => isSame(known, change)));

/**
 * What is whole of the curves. Never throws for their bytes.
 * @param cut nothing beyond this state, from which the run goes on
 */
export function decodeCurves(bytes: CurveBytes, cut: RunState | null): ReadCurves {
  const [lastStep, lastEpoch] = cut ? [cut.step, cut.epoch] : [Infinity, Infinity];
  const steps = decodeSteps(bytes.steps, lastStep, curveFiles.steps);
  const epochs = decodeLines(bytes.epochs, curveFiles.epochs, asEpochPoint, ({ epoch }) => epoch <= lastEpoch);
  const probes = decodeLines(bytes.probes, curveFiles.probes, asProbePoint, ({ step }) => step <= lastStep);
  const changes = decodeLines(bytes.changes, curveFiles.changes, asChange, (change) => cut === null || isKnown(change, cut));
  return {
    curves: { steps: steps.columns, epochs: epochs.values, probes: probes.values, changes: changes.values },
    lengths: { steps: steps.bytes, epochs: epochs.bytes, probes: probes.bytes, changes: changes.bytes },
    faults: [steps.fault, epochs.fault, probes.fault, changes.fault].filter((fault) => fault !== null),
  };
}
