import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { asRead, bytesA, written } from './fixtures/columnFilesA';
import { openNpy } from './npyColumns';
import { zipFiles } from './zippedFiles';

const textOf = async (bytes: Promise<Uint8Array>): Promise<string> => new TextDecoder().decode(await bytes);

/** A zip that tells which of its bytes are read. */
class WatchedBlob extends Blob {
  readonly reads: [number, number][] = [];

  override slice(start = 0, end = this.size): Blob {
    this.reads.push([start, end]);
    return super.slice(start, end);
  }
}

async function zipOf(texts: [string, string][], level = 0): Promise<Buffer> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level });
  for (const [name, text] of texts) await zip.add(name, new TextReader(text));
  return Buffer.from(await (await zip.close()).arrayBuffer());
}

const blobOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)]);

test('entries are files without their common folder and without what systems add', async () => {
  const files = await zipFiles(new Blob([bytesA('drop.zip')]), 'drop.zip');
  expect(files.map(({ path, size }) => [path, size])).toEqual([['stored.txt', 11], ['deep/packed.txt', 210_000], ['matrix.npy', 176], ['bzip2.txt', 4]]);
  expect(await textOf(files[0]!.read(2, 9))).toBe('ored te');
  expect(await textOf(files[1]!.read(209_990, 210_000))).toBe('ed packed ');
  expect((await files[1]!.blob()).size).toBe(210_000);
  const opened = await openNpy(files[2]!);
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written('matrix_f4.npy'));
  expect((await refusal(files[3]!.read(0, 4))).message).toMatch(/^Unpacking bzip2\.txt of drop\.zip: /);
});

test('a stored entry is a slice of the zip: only its header and the asked bytes are read', async () => {
  const zip = new WatchedBlob([new Uint8Array(await zipOf([['a.txt', 'x'.repeat(100_000)]]))]);
  const [file] = await zipFiles(zip, 'a.zip');
  zip.reads.length = 0;
  const slice = await file!.blob();
  expect([slice.size, zip.reads[0]]).toEqual([100_000, [0, 30]]);
  expect(zip.reads.length).toBe(2);
  expect(zip.reads[1]![1] - zip.reads[1]![0]).toBe(100_000);
});

test('the start of a packed entry is read without the rest, and later the whole once', async () => {
  const files = await zipFiles(new Blob([bytesA('drop.zip')]), 'drop.zip');
  const packed = files[1]!;
  expect(await textOf(packed.read(0, 6))).toBe('packed');
  expect(await packed.blob()).toBe(await packed.blob());
  expect(await textOf(packed.read(0, 6))).toBe('packed');
});

test('reading beyond an entry is refused', async () => {
  const [stored, packed] = await zipFiles(new Blob([bytesA('drop.zip')]), 'drop.zip');
  expect((await refusal(stored!.read(0, 12))).message).toBe('stored.txt: expected bytes 0 to 12, got a file of 11.');
  expect((await refusal(packed!.read(0, 210_001))).message).toBe('deep/packed.txt: expected bytes 0 to 210001, got a file of 210000.');
});

test('entries that share bytes, as in a zip bomb, are refused', async () => {
  const zip = await zipOf([['a', 'x'.repeat(3000)], ['b', 'y'.repeat(3000)]]);
  const central = zip.indexOf('PK\x01\x02');
  for (const place of [20, 24]) zip.writeUInt32LE(5900, central + place);
  expect((await refusal(zipFiles(blobOf(zip), 'bomb.zip'))).message).toBe(`bomb.zip: expected entries that lie beside each other in ${zip.length} bytes, got 8900 bytes of them.`);
});

test('a packed entry that claims more than its bytes can hold is refused before memory is taken', async () => {
  const zip = await zipOf([['a', 'x'.repeat(3000)]], 6);
  const packed = zip.readUInt32LE(zip.indexOf('PK\x01\x02') + 20);
  zip.writeUInt32LE(2 ** 31, zip.indexOf('PK\x01\x02') + 24);
  const [file] = await zipFiles(blobOf(zip), 'claim.zip');
  expect((await refusal(file!.blob())).message).toBe(`a: expected at most ${1032 * packed + 64} bytes in ${packed} packed ones, got a claim of 2147483648.`);
});

test('a packed entry longer or shorter than it claims is refused', async () => {
  for (const claim of [2999, 3001]) {
    const zip = await zipOf([['a', 'x'.repeat(3000)]], 6);
    zip.writeUInt32LE(claim, zip.indexOf('PK\x01\x02') + 24);
    const [file] = await zipFiles(blobOf(zip), 'lie.zip');
    expect((await refusal(file!.blob())).message).toMatch(/^Unpacking a of lie\.zip: /);
  }
});

test('a stored entry with two sizes, without its header, or beyond the zip is refused when it is read', async () => {
  const zip = await zipOf([['a', 'hello']]);
  const central = zip.indexOf('PK\x01\x02');
  const refused = async (change: (bytes: Buffer) => void): Promise<string> => {
    const bytes = Buffer.from(zip);
    change(bytes);
    const [file] = await zipFiles(blobOf(bytes), 'bad.zip');
    return (await refusal(file!.read(0, 1))).message;
  };
  expect(await refused((bytes) => bytes.writeUInt32LE(4, central + 24))).toBe('a of bad.zip: expected a stored entry of one size, got 5 and 4 bytes.');
  expect(await refused((bytes) => bytes.write('XX', 0))).toBe('a of bad.zip: expected its header at byte 0 of the zip, got something else.');
  expect(await refused((bytes) => bytes.writeUInt16LE(60_000, 28))).toBe(`a of bad.zip: expected 5 bytes from byte 60031 on, got a zip of ${zip.length}.`);
  expect(await refused((bytes) => bytes.writeUInt16LE(8, 8))).toBe('a of bad.zip: expected a stored entry, got one packed by method 8.');
});

test('names that leave the folder, and repeated ones, are refused', async () => {
  const renamed = async (to: string): Promise<string> => {
    const bytes = Buffer.from((await zipOf([['aaaaaa', '1'], ['bbbbbb', '2']])).toString('latin1').replaceAll('bbbbbb', to), 'latin1');
    return (await refusal(zipFiles(blobOf(bytes), 'bad.zip'))).message;
  };
  expect(await renamed('../bbb')).toContain('Unsafe filename "../bbb"');
  expect(await renamed('aaaaaa')).toBe('bad.zip: expected each path once, got aaaaaa twice.');
});
