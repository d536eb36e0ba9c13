/** Numbers that come one by one, packed: 4 or 8 bytes each, and never copied while they grow. */
import type { Numbers } from './storedNumbers';

const FIRST_BLOCK = 8;
const LARGEST_BLOCK = 2 ** 20;

type Kind = 'f4' | 'f8';

const allocate = (kind: Kind, length: number): Numbers => (kind === 'f4' ? new Float32Array(length) : new Float64Array(length));

export class GrowingNumbers {
  length = 0;
  private readonly blocks: { start: number; data: Numbers }[] = [];
  private last: Numbers;
  private filled = 0;

  constructor(readonly kind: Kind) {
    this.last = allocate(kind, 0);
  }

  push(value: number): void {
    if (this.filled === this.last.length) this.addBlock();
    this.last[this.filled++] = value;
    this.length++;
  }

  /** A copy of the numbers from `start` to `end`. */
  slice(start: number, end: number): Numbers {
    const numbers = allocate(this.kind, end - start);
    for (const block of this.blocks) {
      const from = Math.max(start, block.start);
      const to = Math.min(end, block.start + block.data.length);
      if (from < to) numbers.set(block.data.subarray(from - block.start, to - block.start), from - start);
    }
    return numbers;
  }

  private addBlock(): void {
    this.last = allocate(this.kind, Math.min(LARGEST_BLOCK, Math.max(FIRST_BLOCK, this.length)));
    this.filled = 0;
    this.blocks.push({ start: this.length, data: this.last });
  }
}
