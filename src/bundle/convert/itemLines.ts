/** Pass 2: items.jsonl, one line a pair. */
import { classesOf } from '../../retrieval/labels';
import type { Item } from '../manifest';
import { keptTexts, textBlocks } from './captions';
import type { PairClasses } from './classes';
import { cleanCaption, cleanUrl, UniqueIds } from './itemTexts';
import type { KeptPairs, PairPart } from './keptPairs';
import { splitNames } from './splitNames';
import type { BundleSink } from './sink';
import type { Steps } from './steps';

export interface ItemFacts {
  bytes: number;
  captions: { given: boolean; empty: number; cut: number };
  ids: { repeated: number };
  urls: { refused: number };
}

interface Texts {
  captions: string[] | null;
  ids: string[] | null;
  urls: string[] | null;
}

async function readBlock(part: PairPart, start: number, end: number): Promise<Texts> {
  const { caption, id, imageName, url } = part.columns;
  return {
    captions: await keptTexts(caption, part, start, end),
    ids: await keptTexts(id ?? imageName, part, start, end),
    urls: await keptTexts(url, part, start, end),
  };
}

/** In place of a caption: "bird, row 17". */
function standIn(classes: PairClasses | null, pair: number): string {
  const names = classes ? classesOf(classes.values, pair).map((label) => classes.names[label]) : [];
  return [...names, `row ${pair + 1}`].join(', ');
}

/** Writes lines, and counts what it changes on the way. */
class ItemWriter {
  readonly facts: ItemFacts = { bytes: 0, captions: { given: false, empty: 0, cut: 0 }, ids: { repeated: 0 }, urls: { refused: 0 } };
  readonly #ids = new UniqueIds();

  constructor(
    readonly splits: Uint8Array,
    readonly classes: PairClasses | null,
  ) {}

  line(texts: Texts, i: number, pair: number): string {
    const { facts } = this;
    const given = texts.captions ? cleanCaption(texts.captions[i]!) : null;
    if (given) facts.captions.given = true;
    if (given?.caption === '') facts.captions.empty++;
    if (given?.cut) facts.captions.cut++;
    const address = texts.urls?.[i] ?? '';
    const url = cleanUrl(address);
    if (url === undefined && address.trim() !== '') facts.urls.refused++;
    const item: Item = {
      id: this.#ids.next(texts.ids?.[i] ?? '', `row ${pair + 1}`),
      split: splitNames[this.splits[pair]!]!,
      caption: given?.caption ?? standIn(this.classes, pair),
    };
    facts.ids.repeated = this.#ids.repeated;
    return `${JSON.stringify(url === undefined ? item : { ...item, url })}\n`;
  }
}

/** Row of a pair in the bundle is its line. */
export async function writeItems(sink: BundleSink, path: string, pairs: KeptPairs, splits: Uint8Array, classes: PairClasses | null, steps: Steps): Promise<ItemFacts> {
  const file = await sink.create(path);
  const writer = new ItemWriter(splits, classes);
  const encoder = new TextEncoder();
  for (const { part, start, end, pair, kept } of textBlocks(pairs)) {
    const texts = await readBlock(part, start, end);
    const lines = encoder.encode(Array.from({ length: kept }, (_, i) => writer.line(texts, i, pair + i)).join(''));
    await file.append(lines);
    writer.facts.bytes += lines.length;
    await steps.took(end - start);
  }
  await file.close();
  return writer.facts;
}
