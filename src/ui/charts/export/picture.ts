import { downloadBlob, fileName } from '../../parts/download';
import type { Drawing } from '../drawing';
import { composeSvg, type SvgLegend } from './composeSvg';

const SCALE = 2;
const properties = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight', 'text-anchor', 'paint-order'];

/** A copy of an svg element with its styles written into it, without what only helps reading. */
function resolved(svg: SVGSVGElement): SVGSVGElement {
  const copy = document.importNode(svg, true);
  const originals = svg.querySelectorAll('*');
  const copies = copy.querySelectorAll('*');
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const target = copies[i]!;
    for (const name of properties) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute('class');
    target.removeAttribute('style');
  });
  copy.querySelectorAll('[data-export="no"]').forEach((element) => element.remove());
  copy.removeAttribute('style');
  return copy;
}

/** "var(--image)" as the colour that it stands for now. */
function colourOf(colour: string, element: Element): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(element).getPropertyValue(name).trim() : colour;
}

function legendOf({ tracks, series, several }: Drawing): { text: string; colour: string; dash?: string }[] {
  if (!several) return series.map(({ name, colour, dash }) => ({ text: name, colour, ...(dash && { dash }) }));
  return tracks.flatMap(({ run, number, colour }) => series.map(({ name, dash }) => ({ text: `${number} ${run.name}, ${name}`, colour, ...(dash && { dash }) })));
}

/**
 * What a figure shows, as a drawing that stands alone.
 * @throws where the plot is not drawn yet
 */
export function figureSvg(figure: HTMLElement, drawing: Drawing): string {
  const svg = figure.querySelector<SVGSVGElement>('.plot svg');
  if (!svg) throw new Error(`${drawing.figure.title}: expected a plot to save, found none drawn yet. Try again in a moment.`);
  const { width, height } = svg.getBoundingClientRect();
  const copy = resolved(svg);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const legend = legendOf(drawing).map((entry): SvgLegend => ({ ...entry, colour: colourOf(entry.colour, figure) }));
  const { x, logX, smoothing, tracks, several } = drawing;
  const subtitle = [several ? null : tracks[0]?.run.name, `over ${x.label}${logX ? ', logarithmic' : ''}`, smoothing > 0 ? `smoothed by ${smoothing}` : null];
  return composeSvg({
    title: drawing.figure.title,
    subtitle: subtitle.filter(Boolean).join(' · '),
    legend,
    width,
    height,
    ground: colourOf('var(--panel)', figure),
    ink: colourOf('var(--ink)', figure),
    muted: colourOf('var(--muted)', figure),
    plot: new XMLSerializer().serializeToString(copy),
  });
}

const svgBlob = (svg: string) => new Blob([svg], { type: 'image/svg+xml' });

/** @throws where the browser cannot draw it */
async function pngBlob(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width * SCALE, image.height * SCALE];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error(`Saving as PNG: expected a picture of ${canvas.width} × ${canvas.height}, the browser made none. Try SVG.`);
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function saveSvg(figure: HTMLElement, drawing: Drawing): void {
  downloadBlob(fileName(`alscor-${drawing.figure.title.toLowerCase()}`, '.svg'), svgBlob(figureSvg(figure, drawing)));
}

export async function savePng(figure: HTMLElement, drawing: Drawing): Promise<void> {
  downloadBlob(fileName(`alscor-${drawing.figure.title.toLowerCase()}`, '.png'), await pngBlob(figureSvg(figure, drawing)));
}
