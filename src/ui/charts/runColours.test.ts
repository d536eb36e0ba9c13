import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RUN_COLOURS, runColour } from './runColours';

type Triple = [number, number, number];

/** Full protanopia, deuteranopia and tritanopia on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.0. */
const visions: Record<string, [Triple, Triple, Triple]> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function linear(hex: string): Triple {
  const channel = (start: number) => {
    const share = parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance: Triple = [0.2126, 0.7152, 0.0722];

/** CIE L*a*b* of linear sRGB, white D65. */
function lab(colour: Triple): Triple {
  const root = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const [x, y, z] = [root(dot([0.4124, 0.3576, 0.1805], colour) / 0.9505), root(dot(luminance, colour)), root(dot([0.0193, 0.1192, 0.9505], colour) / 1.089)];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const themes = readFileSync(new URL('./runColours.css', import.meta.url), 'utf8')
  .split('}')
  .map((block) => [...block.matchAll(/--run-\d: (#[0-9a-f]{6})/g)].map((match) => match[1]!))
  .filter(({ length }) => length > 0);

const contrast = (a: string, b: string) => {
  const [high, low] = [dot(luminance, linear(a)), dot(luminance, linear(b))].sort((one, other) => other - one) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

test('each theme has a colour for each of eight runs, and the ninth starts anew', () => {
  expect(themes.map(({ length }) => length)).toEqual([RUN_COLOURS, RUN_COLOURS]);
  expect([runColour(0), runColour(7), runColour(8)]).toEqual(['var(--run-1)', 'var(--run-8)', 'var(--run-1)']);
});

test('runs stay apart for every kind of colour vision, and from the ground', () => {
  // Two colours 2.3 apart in L*a*b* are just told apart; curves are thin and lie close.
  themes.forEach((colours, theme) => {
    for (const colour of colours) expect(contrast(colour, ['#ffffff', '#1b1f23'][theme]!)).toBeGreaterThan(3);
    for (const [name, matrix] of Object.entries(visions)) {
      const seen = colours.map((colour) => lab([dot(matrix[0], linear(colour)), dot(matrix[1], linear(colour)), dot(matrix[2], linear(colour))]));
      seen.forEach((a, i) => seen.slice(0, i).forEach((b, j) => expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${name}: runs ${j + 1} and ${i + 1}`).toBeGreaterThan(20)));
    }
  });
});
