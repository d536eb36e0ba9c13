import { shuffled, streamKey } from '../math/random';
import { classesOf, countRows, isMultiLabel, type ItemLabels, type MultiLabels } from './labels';

export interface HeldOut {
  train: Int32Array;
  validation: Int32Array;
}

/** Rows that a class of `size` gives: round(share · size), at least one of two, never all. */
function heldSize(size: number, share: number): number {
  return size < 2 ? 0 : Math.min(size - 1, Math.max(1, Math.round(share * size)));
}

function holdOutByClass(order: Int32Array, labels: Int32Array, share: number): number[] {
  const byClass = new Map<number, number[]>();
  for (const row of order) {
    const members = byClass.get(labels[row]!);
    if (members) members.push(row);
    else byClass.set(labels[row]!, [row]);
  }
  return [...byClass.values()].flatMap((members) => members.slice(0, heldSize(members.length, share)));
}

/** The class with the fewest rows that are not placed yet, of those that have any; -1 where none has. */
function rarest(unplaced: Int32Array): number {
  let found = -1;
  unplaced.forEach((rows, label) => {
    if (rows > 0 && (found < 0 || rows < unplaced[found]!)) found = label;
  });
  return found;
}

/**
 * Iterative stratification (Sechidis, Tsoumakas, Vlahavas, ECML PKDD 2011), rarest class first: of its rows that are
 * not placed yet, as many are held out as its size asks for beyond those held out for rarer classes; the others train.
 */
function holdOutMultiLabel(order: Int32Array, labels: MultiLabels, share: number): number[] {
  const members = Array.from({ length: labels.classes }, (): number[] => []);
  const without: number[] = [];
  for (const row of order) {
    const own = classesOf(labels, row);
    for (const label of own) members[label]!.push(row);
    if (own.length === 0) without.push(row);
  }
  const unplaced = Int32Array.from(members, ({ length }) => length);
  const training = unplaced.slice();
  const asked = unplaced.map((size) => heldSize(size, share));
  const placed = new Uint8Array(countRows(labels));
  const held = without.slice(0, heldSize(without.length, share));
  for (let rare = rarest(unplaced); rare >= 0; rare = rarest(unplaced)) {
    for (const row of members[rare]!) {
      if (placed[row] === 1) continue;
      const own = classesOf(labels, row);
      const holds = asked[rare]! > 0 && own.every((label) => training[label]! > 1);
      placed[row] = 1;
      if (holds) held.push(row);
      for (const label of own) {
        unplaced[label]!--;
        if (!holds) continue;
        training[label]!--;
        asked[label]!--;
      }
    }
  }
  return held;
}

/**
 * Splits training rows into training and validation, stratified by class: each class gives round(share · its size)
 * rows, at least one of two, and keeps one to train on. With several classes an item the numbers are met as nearly as
 * shared items let them; items without a class are a class of their own.
 */
export function holdOut(rows: Int32Array, labels: ItemLabels, share: number, seed: number): HeldOut {
  const order = shuffled(rows, streamKey(seed, 5));
  const validation = isMultiLabel(labels) ? holdOutMultiLabel(order, labels, share) : holdOutByClass(order, labels, share);
  const held = new Uint8Array(countRows(labels));
  for (const row of validation) held[row] = 1;
  return { train: rows.filter((row) => held[row] === 0), validation: Int32Array.from(validation).sort() };
}
