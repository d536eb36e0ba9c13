import { expect, test } from 'vitest';
import { composeSvg } from './composeSvg';

const parts = { title: 'Loss of <a & "b">', subtitle: 'over steps', width: 300, height: 150, ground: '#fff', ink: '#000', muted: '#888', plot: '<svg/>' };

test('a drawing names itself, and no name breaks it', () => {
  const svg = composeSvg({ ...parts, legend: [] });
  expect(svg).toContain('<title>Loss of &lt;a &amp; &quot;b&quot;&gt;</title>');
  // 12 px on each side; 44 px of words above.
  expect(svg).toContain('width="324" height="218"');
});

test('legends that do not fit beside each other take more rows', () => {
  // 34 + 20 · 6.4 = 162 px each: one a row.
  const svg = composeSvg({ ...parts, legend: [{ text: 'x'.repeat(20), colour: 'red' }, { text: 'y'.repeat(20), colour: 'rgb(1, 2, 3)', dash: '5 3' }] });
  expect(svg).toContain('height="252"');
  expect([...svg.matchAll(/y1="(\d+)"/g)].map((match) => match[1])).toEqual(['46', '63']);
  expect(svg).toContain('stroke-dasharray="5 3"');
});
