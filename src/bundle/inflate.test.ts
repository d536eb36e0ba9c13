import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { refusal } from './fixtures/memory';
import { inflateAll, inflateStart } from './inflate';

const numbers = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 2654435761) >>> 24);
const packed = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(deflateSync(bytes));

test('a stream gives its bytes, or the first of them', async () => {
  expect(Buffer.compare(await inflateAll(packed(numbers), numbers.length, 'x'), numbers)).toBe(0);
  expect(await inflateStart(packed(numbers), 1000, 'x')).toEqual(numbers.subarray(0, 1000));
  expect(await inflateStart(packed(numbers.subarray(0, 10)), 1000, 'x')).toEqual(numbers.subarray(0, 10));
  expect(await inflateAll(packed(new Uint8Array(0)), 0, 'x')).toEqual(new Uint8Array(0));
});

test('64 MiB of zeros in 64 KiB take no more memory than was said', async () => {
  const bomb = packed(new Uint8Array(2 ** 26));
  const before = process.memoryUsage().arrayBuffers;
  expect((await inflateStart(bomb, 1000, 'x')).length).toBe(1000);
  expect((await refusal(inflateAll(bomb, 5000, 'x'))).message).toBe('Unpacking x: expected 5000 bytes, got more.');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 25);
});

test('a cut-off stream, a changed byte and a false checksum are refused', async () => {
  const whole = packed(numbers);
  const message = async (bytes: Uint8Array<ArrayBuffer>) => (await refusal(inflateAll(bytes, numbers.length, 'x'))).message;
  expect(await message(whole.subarray(0, -5))).toMatch(/^Unpacking x: expected /);
  expect(await message(whole.with(0, 0))).toMatch(/^Unpacking x: expected a whole zlib stream, got: /);
  expect(await message(whole.with(whole.length - 1, whole.at(-1)! ^ 1))).toMatch(/^Unpacking x: expected a whole zlib stream, got: /);
});

test('a length that this many bytes can never unpack to takes no memory', async () => {
  expect((await refusal(inflateAll(packed(numbers.subarray(0, 10)), 2 ** 40, 'x'))).message).toContain('got a claim of 1099511627776');
});
