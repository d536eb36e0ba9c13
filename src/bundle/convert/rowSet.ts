/** A set of row numbers below `rows`, a bit each. */
export class RowSet {
  size = 0;
  readonly #bits: Uint8Array;

  constructor(readonly rows: number) {
    this.#bits = new Uint8Array(Math.ceil(rows / 8));
  }

  has(row: number): boolean {
    return (this.#bits[row >> 3]! & (1 << (row & 7))) !== 0;
  }

  add(row: number): void {
    if (this.has(row)) return;
    this.#bits[row >> 3]! |= 1 << (row & 7);
    this.size++;
  }
}
