/**
 * `npx tsx src/tools/textEncodings.ts`: what linear CCA retrieves with each way to encode captions, in five-fold
 * cross-validation on the demo's training pairs. A minute or two.
 */
import { generalVectors, type WordVectors } from '../bundle/convert/captionVectors';
import type { TextFeatures } from '../bundle/convert/makers';
import { createTextMaker, type TextMakerOptions } from '../bundle/convert/textMaker';
import { fitTfidf } from '../bundle/convert/tfidf';
import { encodeText } from '../bundle/encodeText';
import { readBundle } from '../bundle/read';
import { shuffled, streamKey, uniform } from '../math/random';
import { fitLinearCca, usualRidge } from '../methods/linearCca';
import { selectLabels } from '../retrieval/labels';
import { evaluateDirection } from '../retrieval/metrics';
import { selectRows } from '../retrieval/scores';
import { openBundle } from './openBundle';
import { textTable } from './textTable';

type Encode = (train: string[]) => Promise<Pick<TextFeatures, 'dims' | 'encode'>>;

const FOLDS = 5;
const dataset = await readBundle(await openBundle('demo'));
const captions = dataset.items.map(({ caption }) => caption);
const vocab = dataset.vocab;
if (!vocab) throw new Error('Comparing encodings of captions: expected the demo to have a vocabulary, got none. Run npm run demo.');
const general = generalVectors(vocab);

async function* oneBlock(train: string[]): AsyncGenerator<string[]> {
  yield train;
}

const made = (options: TextMakerOptions): Encode => (train) => createTextMaker(options).fit(() => oneBlock(train));

function encodedBy(of: typeof vocab & object): Pick<TextFeatures, 'dims' | 'encode'> {
  return { dims: of.dims, encode: async (texts) => Float32Array.from(texts.flatMap((text) => [...encodeText(of, text).vector])) };
}

/** tf-idf as it is: a column a word. */
const plain = (maxWords: number): Encode => async (train) => {
  const { words, idf } = await fitTfidf([train], { maxWords });
  const dims = words.length;
  const vectors = Float32Array.from({ length: dims * dims }, (_, i) => (i % (dims + 1) === 0 ? 1 : 0));
  return encodedBy({ words, weights: [...idf], vectors, dims, parts: [{ start: 0, end: dims, weight: 1 }] });
};

/** A random share of the words: what a dataset of other words would find covered. */
function thinned({ words, vectors, dims }: WordVectors, share: number): WordVectors {
  const kept = [...words.keys()].filter((row) => uniform(streamKey(1), row) < share);
  return { words: kept.map((row) => words[row]!), vectors: Float32Array.from(kept.flatMap((row) => [...vectors.subarray(row * dims, (row + 1) * dims)])), dims };
}

const encodings: Record<string, Encode> = {
  'tf-idf, 500 words': plain(500),
  'LSA of the captions': made({ variant: 'captions' }),
  'word vectors alone': async () => encodedBy({ words: general.words, weights: vocab.weights, vectors: general.vectors, dims: general.dims, parts: [{ start: 0, end: general.dims, weight: 1 }] }),
  'LSA and word vectors': made({ general, variant: 'words' }),
  'LSA and 75 % of the word vectors': made({ general: thinned(general, 0.75), variant: 'words' }),
  'LSA and 50 % of the word vectors': made({ general: thinned(general, 0.5), variant: 'words' }),
  'LSA and 25 % of the word vectors': made({ general: thinned(general, 0.25), variant: 'words' }),
};

/** MAP of both ways, share of own pairs among the first ten of both ways. */
async function measureFold(encode: Encode, train: Int32Array, test: Int32Array): Promise<number[]> {
  const features = await encode(Array.from(train, (row) => captions[row]!));
  const text = { data: await features.encode(captions), dims: features.dims };
  const { space } = fitLinearCca({ ...dataset, text }, train, usualRidge);
  const [images, texts] = [selectRows(space.image, test), selectRows(space.text, test)];
  const labels = selectLabels(dataset.labels.values, test);
  const ways = [[images, texts], [texts, images]] as const;
  const metrics = ways.map(([queries, gallery]) => evaluateDirection(queries, gallery, labels, dataset.labels.names.length, 'canonical', 1));
  return [...metrics.map(({ map }) => map), ...metrics.map(({ recall }) => recall[10])];
}

const order = shuffled(Int32Array.from(captions.keys()).filter((row) => dataset.items[row]!.split === 'train'), streamKey(5));

async function measure(name: string, encode: Encode): Promise<string[]> {
  const folds: number[][] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    folds.push(await measureFold(encode, order.filter((_, i) => i % FOLDS !== fold), order.filter((_, i) => i % FOLDS === fold)));
  }
  return [name, ...folds[0]!.map((_, column) => (folds.reduce((sum, row) => sum + row[column]!, 0) / FOLDS).toFixed(3))];
}

const rows: string[][] = [];
for (const [name, encode] of Object.entries(encodings)) rows.push(await measure(name, encode));
console.log(textTable([['encoding', 'MAP i2t', 'MAP t2i', 'R@10 i2t', 'R@10 t2i'], ...rows], 1));
