import { beforeAll, expect, test } from 'vitest';
import { openBundle } from '../../tools/openBundle';
import type { Dataset } from '../dataset';
import { encodeText } from '../encodeText';
import type { Item } from '../manifest';
import { BundleError } from '../problem';
import { readBundle } from '../read';
import { filesSource } from '../source';
import { writeBundle } from '../write';
import { besideOneAnother, readGeneralVectors, type WordVectors } from './captionVectors';
import type { TextFeatures } from './makers';
import { createTextMaker, type TextMakerOptions } from './textMaker';

const captions = ['red circle', 'red circles on grass', 'blue square', 'a blue square on grass', 'green star', 'green stars, red star'];

async function* blocks(texts: string[]): AsyncGenerator<string[]> {
  yield texts.slice(0, 2);
  yield texts.slice(2);
}

const fit = (options: TextMakerOptions = {}, texts = captions): Promise<TextFeatures> => createTextMaker(options).fit(() => blocks(texts));

/** A bundle with these text features, read back. */
async function readBack({ dims, encode, vocab }: TextFeatures): Promise<Dataset> {
  const items = captions.map((caption, i): Item => ({ id: String(i), split: i % 3 === 2 ? 'test' : 'train', caption }));
  const files = await writeBundle({
    name: 'Shapes',
    image: { data: Float32Array.from(captions.keys()), dims: 1 },
    text: { data: await encode(captions), dims, dtype: 'f4' },
    labels: { names: ['one', 'two'], values: Int32Array.of(0, 1, 0, 1, 0, 1) },
    items,
    vocab: vocab ?? undefined,
  });
  return readBundle(filesSource([...files].map(([path, bytes]) => ({ path, file: new Blob([bytes]) }))));
}

/** circle, disc and red, ruby lie together; nothing of the others is known. */
const general: WordVectors = { words: ['circle', 'disc', 'red', 'ruby'], vectors: Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1), dims: 2 };

test.each(['captions', 'words'] as const)('typed words give bit for bit the features of captions, from the bundle that is read back (%s)', async (variant) => {
  const { text, vocab } = await readBack(await fit({ general, variant }));
  captions.forEach((caption, i) => expect(encodeText(vocab!, caption).vector).toEqual(text.data.slice(i * text.dims, (i + 1) * text.dims)));
});

test('the captions’ words and their LSA make the features', async () => {
  const features = await fit();
  // red 3, star, grass, blue, square, circle, green 2 each: 7 words, and 6 captions of rank 5 or less
  expect([...features.vocab!.words.words].sort()).toEqual(['blue', 'circle', 'grass', 'green', 'red', 'square', 'star']);
  expect(features.dims).toBeLessThanOrEqual(6);
  expect(features.encoder).toBe(`LSA of the training captions (${features.dims})`);
  expect(features.vocab!.words.parts).toEqual([{ start: 0, end: features.dims, weight: 1 }]);
  const rows = await features.encode(captions);
  for (let i = 0; i < captions.length; i++) expect(Math.hypot(...rows.subarray(i * features.dims, (i + 1) * features.dims))).toBeCloseTo(1, 6);
  // idf of red, in 3 of 6 captions: ln(7/4) + 1 = 1.5596
  expect(features.vocab!.words.weights[features.vocab!.words.words.indexOf('red')]).toBe(1.5596);
});

test('a plural is read as its singular, in captions and typed', async () => {
  const { encode } = await fit();
  expect(await encode(['red circles'])).toEqual(await encode(['the red circle']));
});

test('with general word vectors, words of no caption are understood by their neighbours', async () => {
  const features = await fit({ general, variant: 'words' });
  const { words, parts } = features.vocab!.words;
  expect(words.slice(7)).toEqual(['disc', 'ruby']);
  expect(parts).toEqual([{ start: 0, end: 2, weight: 1 }, { start: 2, end: features.dims, weight: 1 }]);
  expect(features.encoder).toBe(`mean of word vectors (2) and LSA of the training captions (${features.dims - 2})`);
  const [disc, circle] = [await features.encode(['disc']), await features.encode(['circle'])];
  expect(disc.slice(0, 2)).toEqual(circle.slice(0, 2));
  expect(disc.slice(2).every((value) => value === 0)).toBe(true);
  // A word of no caption weighs as one with df = 0 of 6: ln 7 + 1 = 2.9459
  expect(features.vocab!.words.weights[7]).toBe(2.9459);
});

test('general word vectors are taken where they know half of the captions’ words', async () => {
  // The captions have 3 × red and 2 × each of six others: 15. Known are red and circle: 5 of 15.
  const few = await fit({ general });
  expect(few.encoder).toMatch(/^LSA/);
  expect(few.findings).toEqual([{ kind: 'understood', text: 'Text features: 7 words of 6 training captions, weighted by tf-idf; general word vectors are left out: they know only 33 % of them.' }]);
  // With star and blue 9 of 15.
  const more = { words: [...general.words, 'star', 'blue'], vectors: Float32Array.of(...general.vectors, 1, 1, 1, -1), dims: 2 };
  const enough = await fit({ general: more });
  expect(enough.encoder).toMatch(/^mean of word vectors/);
  expect(enough.findings[0]!.text).toContain('general word vectors, which know 60 % of them.');
});

test('function words weigh nothing, also where the general vectors have them', async () => {
  const withThe = { words: [...general.words, 'the', 'on'], vectors: Float32Array.of(...general.vectors, 9, 9, 9, 9), dims: 2 };
  const { encode } = await fit({ general: withThe, variant: 'words' });
  expect(await encode(['the circle on the grass'])).toEqual(await encode(['circle grass']));
});

test('a general plural of a caption’s word is left to it, so that both are read alike', () => {
  const own: WordVectors = { words: ['circle'], vectors: Float32Array.of(5), dims: 1 };
  const plural: WordVectors = { words: ['circles', 'disc'], vectors: Float32Array.of(1, 2), dims: 1 };
  expect(besideOneAnother(plural, own)).toEqual({ words: ['circle', 'disc'], vectors: Float32Array.of(0, 5, 2, 0), dims: 2 });
});

test('captions without a known word are zeros, and a finding says how many there are', async () => {
  const { encode, findings } = await fit({}, [...captions, 'unseen', '']);
  expect((await encode(['unseen', '', '…'])).every((value) => value === 0)).toBe(true);
  expect(findings[1]).toEqual({ kind: 'warning', text: '2 of 8 training captions have none of the 7 words that stand in at least two: their own part of the text features is zero.' });
});

test('captions that share no word are refused with what to try', async () => {
  const refused = fit({ general }, ['one', 'two', 'three']);
  await expect(refused).rejects.toThrow(BundleError);
  await expect(refused).rejects.toThrow('Text features of 3 training captions: expected words that stand in at least two captions, got none.');
});

let demo: { captions: string[]; general: WordVectors | null };

beforeAll(async () => {
  const source = await openBundle('demo');
  const { items } = await readBundle(source);
  demo = { captions: items.filter(({ split }) => split === 'train').map(({ caption }) => caption), general: await readGeneralVectors(source) };
});

test('the demo’s captions have 100 columns of its general word vectors and 100 of LSA', async () => {
  expect(demo.general?.dims).toBe(100);
  const features = await fit({ general: demo.general! }, demo.captions);
  expect([features.dims, features.encoder]).toEqual([200, 'mean of word vectors (100) and LSA of the training captions (100)']);
  const cosine = async (a: string, b: string) => {
    const [x, y] = [await features.encode([a]), await features.encode([b])];
    return x.reduce((sum, value, i) => sum + value * y[i]!, 0) / 2;
  };
  expect(await cosine('dog', 'puppy')).toBeGreaterThan((await cosine('dog', 'clock')) + 0.2);
});
