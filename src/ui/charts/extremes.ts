const BRANCH = 16;

interface Level {
  /** Index of the least and of the greatest value of each whole block; -1 where none is a number. */
  low: number[];
  high: number[];
}

/** What has been seen of some values: indexes, -1 before the first, and their values. */
interface Seen {
  low: number;
  high: number;
  least: number;
  greatest: number;
}

const nothing = (): Seen => ({ low: -1, high: -1, least: Infinity, greatest: -Infinity });

/**
 * Least and greatest value of any stretch of a column that grows at its end. Blocks of 16, 256, 4096, … values are
 * looked through once, so that a stretch of any length takes some dozens of reads.
 */
export class Extremes {
  readonly #levels: Level[] = [];

  constructor(private readonly column: ArrayLike<number>) {}

  /** Indexes of the least and the greatest value from `start` to before `end`; both -1 where none is a number. */
  within(start: number, end: number): { low: number; high: number } {
    this.#grow();
    const seen = nothing();
    let [from, to] = [start, end];
    for (let level = 0; from < to; level++) {
      const up = Math.ceil(from / BRANCH);
      const down = Math.floor(to / BRANCH);
      if (level >= this.#levels.length || up >= down) {
        this.#look(level, from, to, seen);
        break;
      }
      this.#look(level, from, up * BRANCH, seen);
      this.#look(level, down * BRANCH, to, seen);
      [from, to] = [up, down];
    }
    return { low: seen.low, high: seen.high };
  }

  /** Completes the blocks of each level up to the column's present length. */
  #grow(): void {
    let count = this.column.length;
    for (let level = 0; count >= BRANCH; level++) {
      count = Math.floor(count / BRANCH);
      const { low, high } = (this.#levels[level] ??= { low: [], high: [] });
      for (let block = low.length; block < count; block++) {
        const seen = nothing();
        this.#look(level, block * BRANCH, (block + 1) * BRANCH, seen);
        low.push(seen.low);
        high.push(seen.high);
      }
    }
  }

  /** Level 0 are the values themselves, level n the blocks of 16ⁿ. */
  #look(level: number, from: number, to: number, seen: Seen): void {
    const blocks = this.#levels[level - 1];
    for (let i = from; i < to; i++) {
      this.#take(blocks ? blocks.low[i]! : i, seen);
      if (blocks) this.#take(blocks.high[i]!, seen);
    }
  }

  #take(index: number, seen: Seen): void {
    if (index < 0) return;
    const value = this.column[index]!;
    if (seen.low < 0 ? !Number.isNaN(value) : value < seen.least) [seen.low, seen.least] = [index, value];
    if (seen.high < 0 ? !Number.isNaN(value) : value > seen.greatest) [seen.high, seen.greatest] = [index, value];
  }
}

const known = new WeakMap<ArrayLike<number>, Extremes>();

/** Of a column that grows: it is looked through once. */
export function extremesOf(column: ArrayLike<number>): Extremes {
  const found = known.get(column) ?? new Extremes(column);
  known.set(column, found);
  return found;
}
