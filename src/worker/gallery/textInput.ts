/** Texts, encoded by the words of the dataset. */
import type { NumberColumn, TextColumn } from '../../bundle/columns/column';
import type { Vocab } from '../../bundle/dataset';
import { encodeText } from '../../bundle/encodeText';
import { placeOf } from '../../bundle/columns/rowRange';
import { baseName, withoutEnding } from '../../bundle/layouts/columnNames';
import type { OwnItem } from '../search/types';
import type { Input } from './input';

/** Between two looks at what else is asked of the worker. */
const ROWS = 512;
const NAMED = 3;

function leftOut(count: number, first: string[]): string {
  const [subject, them] = count === 1 ? ['1 text was', 'it'] : [`${count} texts were`, 'them'];
  return `${subject} left out, as no word of ${them} is known: ${first.join('; ')}${count > first.length ? '; …' : ''}.`;
}

/** Texts of which no word is known are left out. */
export function textInput(column: TextColumn, id: TextColumn | NumberColumn | null, vocab: Vocab): Input {
  const { rows } = column;
  const stem = withoutEnding(baseName(column.path));
  return {
    name: placeOf(column), modality: 'text', dtype: 'f4', rows, bytes: null,
    async *blocks(notes) {
      let unknown = 0;
      const first: string[] = [];
      for (let start = 0; start < rows; start += ROWS) {
        const end = Math.min(rows, start + ROWS);
        const captions = await column.readRows(start, end);
        const ids = id && Array.from(await id.readRows(start, end), String);
        const items: OwnItem[] = [];
        const features = new Float32Array(captions.length * vocab.dims);
        captions.forEach((caption, i) => {
          const { vector, known } = encodeText(vocab, caption);
          if (known.length === 0) {
            if (++unknown <= NAMED) first.push(`line ${start + i + 1} “${caption.slice(0, 60)}”`);
            return;
          }
          features.set(vector, items.length * vocab.dims);
          items.push({ id: ids?.[i] || `${stem} ${start + i + 1}`, caption, picture: null });
        });
        yield { features: features.subarray(0, items.length * vocab.dims), items, read: end };
      }
      if (unknown > 0) notes.push(leftOut(unknown, first));
    },
  };
}
