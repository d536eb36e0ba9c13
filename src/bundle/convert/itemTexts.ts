/** Texts of foreign files as they may stand in a bundle. */
import { hashText } from './hash';
import { HashTable } from './hashTable';

export const LONGEST_CAPTION = 10_000;
const LONGEST_ID = 500;

/** Spaces for line breaks and tabs, nothing for other control characters. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\t\n\v\f\r\x85\u2028\u2029]+/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '').trim();
}

/** The first `most` units of a text, no half of a character at its end. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

export function cleanCaption(text: string): { caption: string; cut: boolean } {
  const caption = plain(text);
  return caption.length > LONGEST_CAPTION ? { caption: cut(caption, LONGEST_CAPTION), cut: true } : { caption, cut: false };
}

/** The address where it is http or https, else undefined. */
export function cleanUrl(text: string): string | undefined {
  const url = plain(text);
  return /^https?:\/\//i.test(url) ? url : undefined;
}

/** Ids that are given once each: a repeated one gets a number, "a" then "a (2)". */
export class UniqueIds {
  repeated = 0;
  /** How often each came. */
  readonly #counts = new HashTable();

  /** `fallback` where the text is empty. */
  next(text: string, fallback: string): string {
    const id = cut(plain(text), LONGEST_ID) || fallback;
    const before = this.#counts.get(hashText(id)) ?? 0;
    if (before === 0) return this.#take(id);
    this.repeated++;
    let number = before + 1;
    while (this.#counts.get(hashText(`${id} (${number})`)) !== undefined) number++;
    this.#counts.set(hashText(id), number);
    return this.#take(`${id} (${number})`);
  }

  #take(id: string): string {
    this.#counts.set(hashText(id), this.#counts.get(hashText(id)) ?? 1);
    return id;
  }
}
