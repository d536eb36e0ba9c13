import { BundleError } from '../problem';

const LEAST = 65_536;

/** Cells of a table: no more than its file has bytes, so that gaps that are filled in take no more memory than the file explains. */
export class CellBudget {
  private used = 0;
  private readonly most: number;

  constructor(
    private readonly path: string,
    bytes: number,
  ) {
    this.most = Math.max(LEAST, bytes);
  }

  /** Throws BundleError where it is used up. */
  take(cells: number): void {
    this.used += cells;
    if (this.used > this.most) throw new BundleError(`${this.path}: expected at most ${this.most} values, got more with those that are missing.`, 'Save the field with most values in a file of its own, or as .npy.');
  }
}
