/** Pictures that could not be read, told by name. */
import type { Finding } from '../bundle/convert/report';
import { reasonOf } from '../bundle/problem';

const NAMED = 5;

export class BrokenPictures {
  private count = 0;
  private readonly first: string[] = [];

  add(name: string, error: unknown): void {
    this.count++;
    if (this.first.length < NAMED) this.first.push(`${name} (${reasonOf(error)})`);
  }

  /** @param what is done with them, e.g. "is left out with its texts", for one and for several */
  findings(kind: Finding['kind'], [one, several]: [string, string]): Finding[] {
    if (this.count === 0) return [];
    const subject = this.count === 1 ? `1 picture could not be read and ${one}` : `${this.count} pictures could not be read and ${several}`;
    return [{ kind, text: `${subject}: ${this.first.join('; ')}${this.count > NAMED ? '; …' : '.'}` }];
  }
}
