/** A drawing that needs nothing around it: sizes and colours are in it. */

export interface SvgLegend {
  text: string;
  colour: string;
  dash?: string;
}

export interface SvgParts {
  title: string;
  /** What it is drawn over. */
  subtitle: string;
  legend: SvgLegend[];
  width: number;
  height: number;
  ground: string;
  ink: string;
  muted: string;
  /** The plot, an svg element of that size. */
  plot: string;
}

const FONT = 'font-family="system-ui, sans-serif"';
const PAD = 12;
const ROW = 17;
const LETTER = 6.4;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter]!);

/** Legend entries one after the other, in as many rows as the width asks for. */
function placed(legend: readonly SvgLegend[], width: number): (SvgLegend & { left: number; row: number })[] {
  let [left, row] = [0, 0];
  return legend.map((entry) => {
    const room = 34 + entry.text.length * LETTER;
    if (left > 0 && left + room > width) [left, row] = [0, row + 1];
    const place = { ...entry, left, row };
    left += room;
    return place;
  });
}

export function composeSvg({ title, subtitle, legend, width, height, ground, ink, muted, plot }: SvgParts): string {
  const entries = placed(legend, width);
  const head = 44 + (Math.max(-1, ...entries.map(({ row }) => row)) + 1) * ROW;
  const samples = entries.map(({ text, colour, dash, left, row }) => {
    const y = 46 + row * ROW;
    const dashes = dash ? ` stroke-dasharray="${escapeXml(dash)}"` : '';
    return `<line x1="${PAD + left}" x2="${PAD + left + 20}" y1="${y}" y2="${y}" stroke="${escapeXml(colour)}" stroke-width="2"${dashes}/>`
      + `<text x="${PAD + left + 25}" y="${y + 4}" font-size="12" fill="${escapeXml(ink)}">${escapeXml(text)}</text>`;
  });
  const [fullWidth, fullHeight] = [width + 2 * PAD, height + head + 2 * PAD];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth}" height="${fullHeight}" viewBox="0 0 ${fullWidth} ${fullHeight}" ${FONT}>`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" fill="${escapeXml(ground)}"/>`,
    `<text x="${PAD}" y="${PAD + 8}" font-size="14" font-weight="600" fill="${escapeXml(ink)}">${escapeXml(title)}</text>`,
    `<text x="${PAD}" y="${PAD + 24}" font-size="11" fill="${escapeXml(muted)}">${escapeXml(subtitle)}</text>`,
    ...samples,
    `<g transform="translate(${PAD} ${head + PAD / 2})">${plot}</g>`,
    '</svg>',
  ].join('\n');
}
