/** Text features that are made of captions: text.npy and the vocabulary. */
import { encodeNpy } from '../npy';
import type { Manifest } from '../manifest';
import { captionsOfSplit, keptTexts, textBlocks } from './captions';
import { FeatureStream } from './featureStream';
import { cleanCaption } from './itemTexts';
import type { KeptPairs } from './keptPairs';
import type { TextFeatures, TextMaker } from './makers';
import { splitNumber } from './splitNames';
import type { BundleSink } from './sink';
import type { Steps } from './steps';

/** Fitted to the training captions, so that nothing of the test pairs is in the vocabulary. */
export function fitTexts(maker: TextMaker, pairs: KeptPairs, splits: Uint8Array, steps: Steps): Promise<TextFeatures> {
  async function* training(): AsyncGenerator<string[]> {
    for await (const captions of captionsOfSplit(pairs, splits, splitNumber('train'))) {
      yield captions;
      await steps.took(0);
    }
  }
  return maker.fit(training);
}

/** A feature that is not finite is a fault of the maker, and throws. */
export async function writeMadeTexts(sink: BundleSink, path: string, features: TextFeatures, pairs: KeptPairs, steps: Steps): Promise<FeatureStream> {
  const stream = await FeatureStream.create(sink, path, { dims: features.dims, from: 'captions', to: 'f4', rows: pairs.count });
  for (const { part, start, end, kept } of textBlocks(pairs)) {
    const captions = await keptTexts(part.columns.caption, part, start, end);
    const texts = captions?.map((text) => cleanCaption(text).caption) ?? Array.from({ length: kept }, () => '');
    const { floats, finite } = stream.take(await features.encode(texts));
    if (finite.length !== kept || finite.includes(0)) throw new RangeError(`${features.encoder}: expected ${kept} rows of ${features.dims} finite numbers, got ${finite.length}${finite.includes(0) ? ' with others among them' : ''}.`);
    await stream.append(floats);
    await steps.took(end - start);
  }
  return stream;
}

/** Writes what turns typed words into the same features; undefined where the maker has none. */
export async function writeVocab(write: (path: string, bytes: Uint8Array) => Promise<void>, { vocab, dims }: TextFeatures): Promise<Manifest['vocab']> {
  if (!vocab) return undefined;
  const { words, vectors, scale } = vocab;
  await write('vocab.json', new TextEncoder().encode(`${JSON.stringify(words)}\n`));
  await write('vocab.npy', encodeNpy(vectors, [words.words.length, dims]));
  await write('vocab_scale.npy', encodeNpy(scale, [dims]));
  return { path: 'vocab.json', vectors: 'vocab.npy', scale: 'vocab_scale.npy' };
}
