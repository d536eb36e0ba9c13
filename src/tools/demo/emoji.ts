/** The emoji of the demo and the words that people use for them. */
import { isFunctionWord, tokenize } from '../../bundle/encodeText';
import { isDrawn, vendors, withoutSelectors } from './drawings';
import { readPackageJson } from './packages';

export interface Emoji {
  /** Code points in lower-case hex joined by "-", without variation selectors. */
  code: string;
  character: string;
  /** Index into `classNames`. */
  class: number;
  label: string;
  tags: string[];
  keywords: string[];
}

/** Unicode's groups, without components and flags. */
const groups = new Map([
  [0, 'smileys & emotion'],
  [1, 'people & body'],
  [3, 'animals & nature'],
  [4, 'food & drink'],
  [5, 'travel & places'],
  [6, 'activities'],
  [7, 'objects'],
  [8, 'symbols'],
]);

export const classNames = [...groups.values()];

/** Emoji that differ from another one in gender only: as near-duplicates they would leak across the split. */
const genderVariant = /200d-264[02]|^1f46[89]-200d/;

interface EmojibaseEntry {
  label: string;
  hexcode: string;
  emoji: string;
  tags?: string[];
  group?: number;
}

/** Emoji drawn by all vendors, in Unicode's order. */
export function selectEmoji(): Emoji[] {
  const entries = readPackageJson<EmojibaseEntry[]>('emojibase-data', 'en/data.json');
  const keywordLists = readPackageJson<Record<string, string[]>>('emojilib', 'dist/emoji-en-US.json');
  const keywords = new Map(Object.entries(keywordLists).map(([character, words]) => [character.replaceAll('\ufe0f', ''), words]));
  return entries.flatMap((entry) => {
    const code = withoutSelectors(entry.hexcode);
    const name = entry.group === undefined ? undefined : groups.get(entry.group);
    if (name === undefined || genderVariant.test(code) || !vendors.every((vendor) => isDrawn(vendor, code))) return [];
    const found = keywords.get(entry.emoji.replaceAll('\ufe0f', '')) ?? [];
    return [{ code, character: entry.emoji, class: classNames.indexOf(name), label: entry.label, tags: entry.tags ?? [], keywords: found }];
  });
}

/** Words of a label or keyword ("grinning_face" has two), without letters that stood in an emoticon such as ":D". */
const wordsIn = (text: string): string[] => tokenize(text.replaceAll('_', ' ')).filter((word) => word.length > 1 || /\d/.test(word));

/** The distinct content words of an item: label, tags, keywords. */
export function wordsOf(emoji: Emoji): string[] {
  const words = [emoji.label, ...emoji.tags, ...emoji.keywords].flatMap(wordsIn);
  return [...new Set(words)].filter((word) => !isFunctionWord(word));
}

/** Label and up to four keywords that the label does not have. */
export function captionOf(emoji: Emoji): string {
  const said = new Set(tokenize(emoji.label));
  const extra: string[] = [];
  for (const text of [...emoji.tags, ...emoji.keywords]) {
    const words = wordsIn(text);
    if (extra.length === 4 || words.every((word) => said.has(word))) continue;
    words.forEach((word) => said.add(word));
    extra.push(words.join(' '));
  }
  return [emoji.label, ...extra].join(', ');
}
