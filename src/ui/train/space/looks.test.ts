import { expect, test } from 'vitest';
import { categoryColours, classColours, dimmed, mixed, pointLooks, type Inks } from './looks';

const inks: Inks = { ground: '#ffffff', ink: '#000000', muted: '#777777', accent: '#0000ff', image: '#0072b2', text: '#c25a00', hues: ['#ff0000', '#00ff00'] };
const all = { lit: new Set<number>(), selected: [] };

test('colours mix channel by channel', () => {
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(mixed('#ff8000', '#ff8000', 0.3)).toBe('#ff8000');
  // 255 · 0.78 = 198.9 of the two dark channels.
  expect(dimmed('#ff0000', inks)).toBe('#ffc7c7');
});

test('more classes than hues get them again, darker, then lighter', () => {
  expect(classColours(5, inks)).toEqual(['#ff0000', '#00ff00', '#8c0000', '#008c00', '#ff7373']);
  expect(classColours(7, inks)[6]).toBe('#ff0000');
  expect(categoryColours('class', 1, inks)).toEqual(['#ff0000', '#777777']);
  expect(categoryColours('modality', 5, inks)).toEqual(['#0072b2', '#c25a00']);
});

test('by modality the images are the first category, the texts the second', () => {
  expect([...pointLooks(Int32Array.of(4, 9), new Int32Array(10), 3, { colouring: 'modality', ...all })]).toEqual([0, 0, 1, 1]);
});

test('by class an image and its text look alike, and items that do not stand out are dimmed', () => {
  const labels = Int32Array.of(0, 1, 2);
  const rows = Int32Array.of(2, 0);
  expect([...pointLooks(rows, labels, 3, { colouring: 'class', ...all })]).toEqual([2, 0, 2, 0]);
  // Four categories: three classes, and none.
  expect([...pointLooks(rows, labels, 3, { colouring: 'class', lit: new Set([0]), selected: [] })]).toEqual([6, 0, 6, 0]);
  expect([...pointLooks(rows, labels, 3, { colouring: 'class', lit: new Set([0, 2]), selected: [2] })]).toEqual([2, 4, 2, 4]);
});

test('of several classes the first gives the colour, and of none a colour of its own', () => {
  const labels = { classes: 2, values: Uint8Array.of(0, 1, 1, 1, 0, 0) };
  expect([...pointLooks(Int32Array.of(0, 1, 2), labels, 2, { colouring: 'class', ...all })]).toEqual([1, 0, 2, 1, 0, 2]);
});
