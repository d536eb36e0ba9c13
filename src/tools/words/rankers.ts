/** Ways to rank images by typed words. */
import { fitTfidf } from '../../bundle/convert/tfidf';
import type { Dataset, Vocab } from '../../bundle/dataset';
import { encodeText, knownForm, tokenize } from '../../bundle/encodeText';
import type { FittedMethod } from '../../methods/method';
import { rankGallery } from '../../retrieval/ranker';
import { scoreQuery, selectRows, type ScoreKind } from '../../retrieval/scores';
import type { Ranker } from './measure';

/**
 * No model: images by the cosine of their own caption's tf-idf bag of words with the query's, idf of all captions.
 * Captions that share no word with the query are not ranked; ties keep the dataset's order.
 */
export async function captionMatch({ items }: Dataset): Promise<Ranker> {
  const { words, idf, rows } = await fitTfidf([items.map(({ caption }) => caption)], { maxWords: Infinity, minDocuments: 1 });
  const columns = new Map(words.map((word, column) => [word, column]));
  const captions = rows(items.length);
  return async (text, gallery) => {
    const query = new Float64Array(words.length);
    for (const word of tokenize(text)) {
      const column = columns.get(knownForm(columns, word) ?? '');
      if (column !== undefined) query[column]! += idf[column]!;
    }
    const scores = Float32Array.from(gallery, (row) => {
      let sum = 0;
      for (let at = captions.starts[row]!; at < captions.starts[row + 1]!; at++) sum += captions.values[at]! * query[captions.columns[at]!]!;
      return sum;
    });
    return rankGallery(scores).filter((i) => scores[i]! > 0).map((i) => gallery[i]!);
  };
}

/** No model: images by the inner product of their own text feature with the query's. */
export function featureMatch({ text }: Dataset, vocab: Vocab): Ranker {
  return async (typed, gallery) => {
    const { vector } = encodeText(vocab, typed);
    const scores = Float32Array.from(gallery, (row) => vector.reduce((sum, value, j) => sum + value * text.data[row * text.dims + j]!, 0));
    return rankGallery(scores).map((i) => gallery[i]!);
  };
}

/** Images by a model's score; nothing is ranked where no word is known, as in Search. */
export function modelRanker(vocab: Vocab, { space, embed, fusedWeight }: Pick<FittedMethod, 'space' | 'embed' | 'fusedWeight'>, score: ScoreKind): Ranker {
  return async (text, gallery) => {
    const { vector, known } = encodeText(vocab, text);
    if (known.length === 0) return [];
    const scores = scoreQuery(await embed('text', vector), 0, selectRows(space.image, gallery), score, fusedWeight ?? 1);
    return rankGallery(scores).map((i) => gallery[i]!);
  };
}
