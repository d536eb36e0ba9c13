import { describe, expect, test } from 'vitest';
import { memorySource } from '../fixtures/memory';
import type { Item } from '../manifest';
import { readBundle } from '../read';
import { convertInMemory, mapped, numbers, texts, type InMemory } from './fixtures/columns';
import { cleanCaption, cleanUrl, UniqueIds } from './itemTexts';

const pairs = (rows: number) => {
  const values = Array.from({ length: rows }, (_, i) => i);
  return { split: texts('set', values.map((i) => (i === 0 ? 'test' : 'train'))), image: numbers('image', values, 1), text: numbers('text', values, 1) };
};

const itemsOf = async ({ files }: InMemory): Promise<Item[]> => (await readBundle(memorySource(files))).items;

describe('items', () => {
  test('have the captions, ids and addresses of their rows', async () => {
    const made = await convertInMemory(mapped([{ ...pairs(3), caption: texts('caption', ['a', 'b\n c\t\u0000d', '']), id: texts('key', ['x', 'x', '']), url: texts('url', ['https://example.org/1', 'javascript:alert(1)', '']) }]));
    expect(await itemsOf(made)).toEqual([
      { id: 'x', split: 'test', caption: 'a', url: 'https://example.org/1' },
      { id: 'x (2)', split: 'train', caption: 'b  c d' },
      { id: 'row 3', split: 'train', caption: '' },
    ]);
    expect(made.report.captions).toEqual({ given: true, empty: 1, perImage: 1 });
    const sentences = made.report.findings.map(({ text }) => text);
    expect(sentences).toContain('1 caption is empty.');
    expect(sentences).toContain('1 id came again and got a number: "a", then "a (2)".');
    expect(sentences).toContain('1 address was left out: only http and https are taken.');
  });

  test('without captions are called by class and row', async () => {
    const made = await convertInMemory(mapped([{ ...pairs(4), labels: texts('class', ['bird', 'cat', 'bird', 'cat']) }]));
    expect((await itemsOf(made)).map(({ caption }) => caption)).toEqual(['bird, row 1', 'cat, row 2', 'bird, row 3', 'cat, row 4']);
    expect(made.report.captions.given).toBe(false);
    expect((await itemsOf(await convertInMemory(mapped([pairs(2)]))))[1]!.caption).toBe('row 2');
  });

  test('of rows that stay keep their captions where others are left out', async () => {
    const { image, text, split } = pairs(5000);
    const broken = { ...text, readRows: async (start: number, end: number) => (await text.readRows(start, end)).map((value) => (value % 3 === 1 ? NaN : value)) };
    const captions = Array.from({ length: 5000 }, (_, i) => `caption ${i}`);
    const made = await convertInMemory(mapped([{ image, text: broken, split, caption: texts('caption', captions) }]));
    expect((await itemsOf(made)).map(({ caption }) => caption)).toEqual(captions.filter((_, i) => i % 3 !== 1));
  });
});

test('captions lose control characters and what is beyond 10,000 characters, but no half of a character', () => {
  expect(cleanCaption('\u202Ea\u0007\r\nb \u0085c\u009f ')).toEqual({ caption: '\u202Ea b  c', cut: false });
  expect(cleanCaption('a'.repeat(10_000))).toMatchObject({ cut: false });
  expect(cleanCaption(`${'a'.repeat(9_999)}😀b`)).toEqual({ caption: 'a'.repeat(9_999), cut: true });
});

test('addresses are taken where they are http or https', () => {
  expect(['http://a', ' HTTPS://a ', 'ftp://a', 'data:text/html,x', '//a', ''].map(cleanUrl)).toEqual(['http://a', 'HTTPS://a', undefined, undefined, undefined, undefined]);
});

test('ids are made unique, those that look like made ones too', () => {
  const ids = new UniqueIds();
  expect(['a', 'a (2)', 'a', 'a', 'a (2)', '', 'b'].map((id) => ids.next(id, 'row 6'))).toEqual(['a', 'a (2)', 'a (3)', 'a (4)', 'a (2) (2)', 'row 6', 'b']);
  expect(ids.repeated).toBe(3);
});
