/** Something that others wait for, again and again. */
export class Signal {
  private waiting: (() => void)[] = [];

  /** Until the next time that it is given. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  give(): void {
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
}
