/** Texts of the objects in JSON Lines or in a JSON list of objects, without parsing the whole. */
import { mismatch } from '../json';
import type { ByteFile } from './byteFile';
import { checkTextLength, textChunks } from './textChunks';

const ADVICE = 'Write a JSON object an item: one a line, or in one list.';

/** Finds where objects start and end; what lies between is checked by whoever parses them. */
class ObjectSplitter {
  count = 0;
  private depth = 0;
  private inText = false;
  private isEscaped = false;
  private listState: 'before' | 'inside' | 'none' | 'after' = 'before';
  private begun = '';

  constructor(private readonly path: string) {}

  /** The objects that end in the chunk. */
  push(chunk: string): string[] {
    const objects: string[] = [];
    const text = this.begun + chunk;
    let start = 0;
    let at = this.begun.length;
    while (at < text.length) {
      if (this.depth === 0) {
        start = this.between(text, at);
        at = start + 1;
        if (start < text.length) this.depth = 1;
        continue;
      }
      at = this.inside(text, at);
      if (this.depth > 0) continue;
      objects.push(text.slice(start, at));
      this.count++;
    }
    this.begun = this.depth > 0 ? text.slice(start) : '';
    checkTextLength(this.begun.length, this.here());
    return objects;
  }

  end(): void {
    if (this.depth > 0) throw mismatch(this.here(), 'the end of the object', undefined, 'The file is cut off: copy it again.');
    if (this.listState === 'inside') throw mismatch(this.path, 'a ] at the end of the list', undefined, 'The file is cut off: copy it again.');
  }

  private here(): string {
    return `${this.path}, object ${this.count + 1}`;
  }

  /** Place of the next object's start, or the text's length. */
  private between(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const letter = text[at]!;
      if (letter === '{' && this.listState !== 'after') {
        if (this.listState === 'before') this.listState = 'none';
        return at;
      }
      if (letter === '[' && this.listState === 'before') this.listState = 'inside';
      else if (letter === ']' && this.listState === 'inside') this.listState = 'after';
      else if (!/[\s,]/.test(letter)) throw mismatch(this.here(), 'an object', text.slice(at, at + 60), ADVICE);
    }
    return text.length;
  }

  /** Place behind the end of the object, or behind the next letter that matters to where it ends. */
  private inside(text: string, from: number): number {
    if (this.isEscaped) {
      this.isEscaped = false;
      return from + 1;
    }
    const marks = this.inText ? /["\\]/g : /["{}]/g;
    marks.lastIndex = from;
    const mark = marks.exec(text);
    if (!mark) return text.length;
    if (mark[0] === '\\') this.isEscaped = true;
    else if (mark[0] === '"') this.inText = !this.inText;
    else this.depth += mark[0] === '{' ? 1 : -1;
    return mark.index + 1;
  }
}

/** Texts of the objects in batches. Throws BundleError for anything but objects one after the other, or in one list. */
export async function* jsonObjects(file: ByteFile): AsyncGenerator<string[], void> {
  const splitter = new ObjectSplitter(file.path);
  for await (const chunk of textChunks(file)) yield splitter.push(chunk);
  splitter.end();
}
