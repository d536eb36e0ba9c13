import { expect, test } from 'vitest';
import { fixture, refusal, tinyFiles } from './fixtures/memory';
import { readBundle } from './read';
import { zipBundle } from './fixtures/zipBundle';
import { zipSource } from './zipSource';

/** Puts another name of the same length over every occurrence of a name, as an attacker would with an editor. */
async function renamed(files: Map<string, Uint8Array>, from: string, to: string): Promise<Blob> {
  const text = Buffer.from(await (await zipBundle(files)).arrayBuffer()).toString('latin1').replaceAll(from, to);
  return new Blob([new Uint8Array(Buffer.from(text, 'latin1'))]);
}

const plain = new Map(['aaaaaa.txt', 'bbbbbb.txt'].map((name) => [name, Uint8Array.of(1, 2, 3)]));

async function openPatched(from: string, to: string): Promise<string> {
  return (await refusal(zipSource(await renamed(plain, from, to), 'bad.zip'))).message;
}

test.each(['../../.txt', '/bbbbb.txt', 'C:/bbb.txt', '..\\bbb.txt'])('an entry named %s is refused', async (name) => {
  expect(await openPatched('bbbbbb.txt', name)).toBe(`Opening bad.zip: expected a zip file: Unsafe filename ${JSON.stringify(name)}.`);
});

test('two entries of the same name are refused', async () => {
  expect(await openPatched('bbbbbb.txt', 'aaaaaa.txt')).toContain('expected each path once, got aaaaaa.txt twice');
});

test('an entry named __proto__ is a file like any other', async () => {
  const source = await zipSource(await zipBundle(new Map([['__proto__', Uint8Array.of(5)], ['x', Uint8Array.of(6)]])), 'odd.zip');
  expect([...(await source.read('__proto__'))]).toEqual([5]);
  expect((await refusal(source.read('constructor'))).message).toContain('expected the file, got only: __proto__, x');
});

test('a truncated zip and a file that is no zip are refused by name', async () => {
  const whole = fixture('tiny.zip');
  expect((await refusal(zipSource(new Blob([whole.subarray(0, 5000)]), 'cut.zip'))).message).toContain('Opening cut.zip: expected a zip file: ');
  expect((await refusal(zipSource(new Blob(['hello']), 'no.zip'))).message).toContain('Opening no.zip: expected a zip file: ');
});

test('a flipped bit inside an entry is found by the CRC of the zip, without checksums in the manifest', async () => {
  const bytes = new Uint8Array(await (await zipBundle(tinyFiles())).arrayBuffer());
  const at = Buffer.from(bytes).indexOf('NUMPY') + 400;
  bytes[at]! ^= 1;
  const source = await zipSource(new Blob([bytes]), 'flip.zip');
  expect((await refusal(readBundle(source))).message).toMatch(/^Unpacking image\.npy of flip\.zip: /);
});

test('an entry can be read twice', async () => {
  const source = await zipSource(new Blob([fixture('tiny.zip')]), 'tiny.zip');
  expect(await source.read('labels.npy')).toEqual(await source.read('labels.npy'));
});

test('an entry that claims more bytes than its packed ones can hold takes no memory', async () => {
  const bytes = Buffer.from(await (await zipBundle(new Map([['x', new Uint8Array(1000)]]))).arrayBuffer());
  const [local, central] = [bytes.indexOf('PK\x03\x04'), bytes.indexOf('PK\x01\x02')];
  bytes.writeUInt32LE(2 ** 31, local + 22);
  bytes.writeUInt32LE(2 ** 31, central + 24);
  const source = await zipSource(new Blob([new Uint8Array(bytes)]), 'claim.zip');
  expect((await refusal(source.read('x'))).message).toBe('x: expected at most 1032064 bytes in 1000 packed ones, got a claim of 2147483648.');
});
