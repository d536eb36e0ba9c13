import { expect, test } from 'vitest';
import { toCsv } from './csv';

test('cells with commas, quotes or line ends are quoted, missing ones are empty', () => {
  expect(toCsv(['caption', 'score'], [['say "hi", twice', 0.5], ['two\nlines', null]])).toBe(
    'caption,score\r\n"say ""hi"", twice",0.5\r\n"two\nlines",\r\n',
  );
});
