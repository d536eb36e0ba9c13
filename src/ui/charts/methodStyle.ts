/** Apart from the colours of images, texts, adversary and correlation, which mean the same everywhere. */
const first = 'var(--method-2)';
const colours = ['var(--method-4)', 'var(--method-3)', 'var(--method-5)', 'var(--method-6)', 'var(--method-1)'];
const dashes = ['7 3', '2 3', '9 3 2 3', ''];

export interface LineStyle {
  stroke: string;
  strokeDasharray: string;
}

/** Look of the curve of this place in a list: the first has a colour of its own, and neighbours differ in colour and dash. */
export function lineStyle(place: number): LineStyle {
  if (place === 0) return { stroke: first, strokeDasharray: '' };
  return { stroke: colours[(place - 1) % colours.length]!, strokeDasharray: dashes[(place - 1) % dashes.length]! };
}
