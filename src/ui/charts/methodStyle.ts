/** Apart from the colours of images, texts, adversary and correlation, which mean the same everywhere. */
const colours = ['var(--method-2)', 'var(--method-4)', 'var(--method-3)', 'var(--method-5)', 'var(--method-6)', 'var(--method-1)'];
const dashes = ['', '7 3', '2 3', '9 3 2 3'];

export interface LineStyle {
  stroke: string;
  strokeDasharray: string;
}

/** Colour and dash of the curve of this place in a list; the first 24 differ, and neighbours differ in both. */
export function lineStyle(place: number): LineStyle {
  const turn = Math.floor(place / 12);
  return { stroke: colours[place % colours.length]!, strokeDasharray: dashes[(place + turn) % dashes.length]! };
}
