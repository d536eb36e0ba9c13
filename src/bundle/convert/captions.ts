/** Captions of the kept pairs, in blocks. */
import type { Column } from '../columns/column';
import { cleanCaption } from './itemTexts';
import type { KeptPairs, PairPart } from './keptPairs';
import { readTexts } from './partColumns';

const BLOCK = 2048;

/** Texts of the kept rows of [start, end); null where the part has no such column. */
export async function keptTexts(column: Column | null, part: PairPart, start: number, end: number): Promise<string[] | null> {
  if (!column) return null;
  const texts = await readTexts(column, start, end);
  return texts.filter((_, row) => part.kept.texts.has(start + row));
}

/** Blocks of text rows with the number of their first kept pair and how many are kept. */
export function* textBlocks({ parts }: KeptPairs): Generator<{ part: PairPart; start: number; end: number; pair: number; kept: number }> {
  let pair = 0;
  for (const part of parts) {
    const { rows } = part.columns;
    for (let start = 0; start < rows; start += BLOCK) {
      const end = Math.min(rows, start + BLOCK);
      let kept = 0;
      for (let row = start; row < end; row++) kept += Number(part.kept.texts.has(row));
      yield { part, start, end, pair, kept };
      pair += kept;
    }
  }
}

/** Cleaned captions of the pairs of one split. */
export async function* captionsOfSplit(pairs: KeptPairs, splits: Uint8Array, split: number): AsyncGenerator<string[]> {
  for (const { part, start, end, pair } of textBlocks(pairs)) {
    const captions = await keptTexts(part.columns.caption, part, start, end);
    yield (captions ?? []).filter((_, i) => splits[pair + i] === split).map((text) => cleanCaption(text).caption);
  }
}
