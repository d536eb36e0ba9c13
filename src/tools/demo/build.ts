/** `npm run demo`: builds public/demo, the dataset that the page opens with. About five minutes; reruns one minute. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Item, Manifest } from '../../bundle/manifest';
import { MANIFEST_PATH } from '../../bundle/parseManifest';
import { writeBundle, type BundleParts } from '../../bundle/write';
import { APACHE_LICENSE_PATH, apacheLicense, attributions, citation, license } from './attributions';
import { vendors } from './drawings';
import { captionOf, classNames, selectEmoji, wordsOf, type Emoji } from './emoji';
import { cutEncoder, encoderDeclaration } from './encoder';
import { imageFeatures } from './imageFeatures';
import { installPackages } from './packages';
import { encoderInputPng, spriteSheet, type SheetQuality } from './pictures';
import { startBar } from './progress';
import { quantizeColumns } from '../../bundle/quantize';
import { splitByClass } from './split';
import { buildVocabulary, textFeatures } from './vocabulary';

const demoFolder = fileURLToPath(new URL('../../../public/demo/', import.meta.url));
const fixtureFolder = fileURLToPath(new URL('../../engine/fixtures/pictures/', import.meta.url));

const EXPECTED_ITEMS = 1412;
const IMAGE_DIMS = 816;
const LAYOUT = { cell: 64, columns: 38 };
/** Chosen by looking at them on white and on dark ground; the page shows the first view. */
const SHOWN: SheetQuality = { quality: 75, alphaQuality: 30 };
const OTHERS: SheetQuality = { quality: 20, alphaQuality: 10 };
const FIXTURES = 24;
const MAX_BYTES = 9_900_000;

const codesOf = (emoji: Emoji[]): string[] => emoji.map(({ code }) => code);

async function imageParts(emoji: Emoji[]): Promise<BundleParts['image']> {
  const quantized = quantizeColumns(await imageFeatures(codesOf(emoji)), IMAGE_DIMS);
  return { ...quantized, dims: IMAGE_DIMS, encoder: 'MobileNetV2 1.4, block 13 expand, mean over height and width', views: [...vendors] };
}

async function textParts(emoji: Emoji[], splits: Item['split'][]): Promise<Pick<BundleParts, 'text' | 'vocab'>> {
  const texts = emoji.map(wordsOf);
  const vocabulary = await buildVocabulary(texts, texts.filter((_, item) => splits[item] === 'train'));
  const { words, vectors } = vocabulary;
  const encoder = 'mean of word vectors (GloVe, 100) and LSA of the training texts (100)';
  const { dims } = vocabulary.read;
  const text = { ...quantizeColumns(textFeatures(vocabulary, texts), dims), dims, encoder };
  return { text, vocab: { words, vectors: vectors.data, scale: vectors.scale } };
}

async function spriteParts(emoji: Emoji[]): Promise<BundleParts['thumbnails']> {
  const bar = startBar('Sprite sheets', vendors.length * emoji.length);
  const sheets: Uint8Array[] = [];
  for (const [view, vendor] of vendors.entries()) {
    sheets.push(await spriteSheet(vendor, codesOf(emoji), LAYOUT, view === 0 ? SHOWN : OTHERS, () => bar.increment()));
  }
  bar.stop();
  return { ...LAYOUT, sheets };
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
    ...(await textParts(emoji, splits)),
    labels: { names: classNames, values: Int32Array.from(classes) },
    items: emoji.map((one, i): Item => ({ id: one.code, split: splits[i]!, caption: captionOf(one) })),
    thumbnails: await spriteParts(emoji),
    encoder: { declaration: encoderDeclaration, files: new Map(Object.entries(cutEncoder().files)) },
  };
}

function addAttributions(files: Map<string, Uint8Array>): void {
  const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST_PATH))) as Manifest;
  const texts = { 'ATTRIBUTIONS.md': attributions, [APACHE_LICENSE_PATH]: apacheLicense() };
  for (const [path, text] of Object.entries(texts)) {
    const bytes = new TextEncoder().encode(text);
    const entry = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    manifest.files = { ...manifest.files, [path]: entry };
    files.set(path, bytes);
  }
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
const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
if (total > MAX_BYTES) throw new Error(`Building the demo: expected at most ${MAX_BYTES} bytes, got ${total}. Lower the quality of the sprite sheets.`);
writeFolder(demoFolder, files);
writeFolder(fixtureFolder, await fixturePictures(emoji));
for (const [path, { length }] of files) console.log(`${(length / 1e6).toFixed(3).padStart(8)} MB  ${path}`);
console.log(`${(total / 1e6).toFixed(3).padStart(8)} MB  in all`);
