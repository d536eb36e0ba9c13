import { configFields, type AlscorConfig } from '../../alscor/config';
import type { ConfigChange } from '../../alscor/runState';
import { significant } from '../parts/format';
import { firstAtLeast } from './search';
import { type XColumns, type XKind, xValue } from './xAxis';

export interface XMark {
  x: number;
  label: string;
  colour: string;
  dash: string;
}

/** "Learning rate" as within a sentence; "AdamW …" and symbols stay. */
function labelOf(key: keyof AlscorConfig): string {
  const label = configFields.find((field) => field.key === key)?.label ?? key;
  return /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** "learning rate 0.001, adversary weight γ 0.5": what was changed after one step. */
export function changeWords(changes: readonly ConfigChange[]): string {
  return changes.map(({ key, value }) => `${labelOf(key)} ${typeof value === 'number' ? significant(value) : value}`).join(', ');
}

/** Changes by the step that they were made after, in order; of several of one hyperparameter after one step the last counts. */
export function changesByStep(changes: readonly ConfigChange[]): Map<number, ConfigChange[]> {
  const steps = new Map<number, ConfigChange[]>();
  for (const change of [...changes].sort((a, b) => a.step - b.step)) {
    const others = (steps.get(change.step) ?? []).filter(({ key }) => key !== change.key);
    steps.set(change.step, [...others, change]);
  }
  return steps;
}

/**
 * Lines where hyperparameters were changed, one for each step at which some were.
 * @param columns of the run's steps; a change that is still ahead of them has no line yet
 */
export function changeMarks(columns: XColumns, changes: readonly ConfigChange[], kind: XKind, colour: string): XMark[] {
  return [...changesByStep(changes)].flatMap(([step, made]) => {
    const index = firstAtLeast(columns.step, step);
    if (index === columns.step.length) return [];
    return [{ x: xValue(columns, kind, index), label: changeWords(made), colour, dash: '1 3' }];
  });
}

export interface PlacedLabel {
  text: string;
  left: number;
  top: number;
  /** Whether the text ends at the line instead of starting there. */
  before: boolean;
  colour: string;
}

const LETTER = 5.6;
const ROW = 12;
const ROWS = 3;

/**
 * Where the labels of lines are written: beside their line, one under the other where they would meet, at most in
 * three rows; a label that fits nowhere is left out, as its words stand in the table.
 * @param lines in pixels from the left end of a plot of this width
 */
export function placeLabels(lines: readonly { left: number; label: string; colour: string }[], width: number): PlacedLabel[] {
  const taken: [number, number][][] = Array.from({ length: ROWS }, () => []);
  return lines.flatMap(({ left, label, colour }) => {
    const length = label.length * LETTER + 6;
    const before = left + length > width && left >= length;
    const [from, to] = before ? [left - length, left] : [left, left + length];
    const row = taken.findIndex((spans) => spans.every(([start, end]) => to <= start || from >= end));
    if (row < 0 || to > width) return [];
    taken[row]!.push([from, to]);
    return [{ text: label, left: before ? left - 3 : left + 3, top: 10 + row * ROW, before, colour }];
  });
}
