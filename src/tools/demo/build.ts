/** `npm run demo`: builds public/demo, the dataset that the page opens with. About five minutes; reruns half a minute. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Item, Manifest } from '../../bundle/manifest';
import { MANIFEST_PATH } from '../../bundle/parseManifest';
import { writeBundle, type BundleParts } from '../../bundle/write';
import { attributions, citation, license } from './attributions';
import { vendors } from './drawings';
import { captionOf, classNames, selectEmoji, wordsOf, type Emoji } from './emoji';
import { cutEncoder, encoderDeclaration } from './encoder';
import { imageFeatures } from './imageFeatures';
import { installPackages } from './packages';
import { encoderInputPng, spriteSheet } from './pictures';
import { quantizeColumns } from './quantize';
import { splitByClass } from './split';
import { buildVocabulary, textFeatures } from './vocabulary';

const demoFolder = fileURLToPath(new URL('../../../public/demo/', import.meta.url));
const fixtureFolder = fileURLToPath(new URL('../../engine/fixtures/pictures/', import.meta.url));

const EXPECTED_ITEMS = 1412;
const IMAGE_DIMS = 816;
const CELL = 64;
const COLUMNS = 38;
const SHOWN_QUALITY = 82;
const OTHER_QUALITY = 55;
const FIXTURES = 24;

const codesOf = (emoji: Emoji[]): string[] => emoji.map(({ code }) => code);

async function imageParts(emoji: Emoji[]): Promise<BundleParts['image']> {
  const quantized = quantizeColumns(await imageFeatures(codesOf(emoji)), IMAGE_DIMS);
  return { ...quantized, dims: IMAGE_DIMS, encoder: 'MobileNetV2 1.4, block 13 expand, mean over height and width', views: [...vendors] };
}

function textParts(emoji: Emoji[], splits: Item['split'][]): Pick<BundleParts, 'text' | 'vocab'> {
  const texts = emoji.map(wordsOf);
  const vocabulary = buildVocabulary(texts, texts.filter((_, item) => splits[item] === 'train'));
  const { words, vectors } = vocabulary;
  const encoder = 'mean of word vectors (GloVe, 100) and LSA of the training texts (100)';
  return { text: { data: textFeatures(vocabulary, texts), dims: vocabulary.read.dims, encoder }, vocab: { words, ...vectors, vectors: vectors.data } };
}

async function spriteParts(emoji: Emoji[]): Promise<BundleParts['thumbnails']> {
  const sheets: Uint8Array[] = [];
  for (const [view, vendor] of vendors.entries()) {
    sheets.push(await spriteSheet(vendor, codesOf(emoji), CELL, COLUMNS, view === 0 ? SHOWN_QUALITY : OTHER_QUALITY));
  }
  return { cell: CELL, columns: COLUMNS, sheets };
}

async function bundleParts(emoji: Emoji[]): Promise<BundleParts> {
  const classes = emoji.map((one) => one.class);
  const splits = splitByClass(classes, classNames.length);
  return {
    name: 'Emoji',
    description: `${emoji.length} emoji drawn by four vendors, the words people use for them, and their Unicode groups as classes.`,
    license,
    citation,
    image: await imageParts(emoji),
    ...textParts(emoji, splits),
    labels: { names: classNames, values: Int32Array.from(classes) },
    items: emoji.map((one, i): Item => ({ id: one.code, split: splits[i]!, caption: captionOf(one) })),
    thumbnails: await spriteParts(emoji),
    encoder: { declaration: encoderDeclaration, files: new Map(Object.entries(cutEncoder().files)) },
  };
}

function addAttributions(files: Map<string, Uint8Array>): void {
  const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST_PATH))) as Manifest;
  const bytes = new TextEncoder().encode(attributions);
  const entry = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  manifest.files = { ...manifest.files, 'ATTRIBUTIONS.md': entry };
  files.set('ATTRIBUTIONS.md', bytes);
  files.set(MANIFEST_PATH, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`));
}

function writeFolder(folder: string, files: Map<string, Uint8Array>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** CNN inputs by which the tests check the shipped encoder, named `view-code.png`. */
async function fixturePictures(emoji: Emoji[]): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (let k = 0; k < FIXTURES; k++) {
    const view = k % vendors.length;
    const { code } = emoji[Math.floor(((k + 0.5) * emoji.length) / FIXTURES)]!;
    pictures.set(`${view}-${code}.png`, await encoderInputPng(vendors[view]!, code));
  }
  return pictures;
}

installPackages();
const emoji = selectEmoji();
if (emoji.length !== EXPECTED_ITEMS) throw new Error(`Selecting emoji: expected ${EXPECTED_ITEMS}, got ${emoji.length}. Check the versions in .cache/demo.`);
const files = await writeBundle(await bundleParts(emoji));
addAttributions(files);
writeFolder(demoFolder, files);
writeFolder(fixtureFolder, await fixturePictures(emoji));
for (const [path, { length }] of files) console.log(`${(length / 1e6).toFixed(3).padStart(8)} MB  ${path}`);
