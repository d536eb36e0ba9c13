import { markSizes, type Picture } from './painter';

/** Every mark once, in a row: discs in all looks, then rings. */
export interface Stamps {
  /** RGBA, uint8 [cell, width, 4] */
  pixels: Uint8ClampedArray;
  width: number;
  /** Of one stamp, in pixels of the screen. */
  cell: number;
}

export function drawStamps({ colours, dimmedColours, looks }: Picture, scale: number): Stamps {
  const { disc, ring, hole } = markSizes(looks.length);
  const inks = [...colours, ...dimmedColours];
  const cell = Math.ceil((ring + 1) * scale);
  const sheet = document.createElement('canvas');
  sheet.width = 2 * inks.length * cell;
  sheet.height = cell;
  const context = sheet.getContext('2d', { willReadFrequently: true });
  if (!context) return { pixels: new Uint8ClampedArray(4 * sheet.width * cell), width: sheet.width, cell };
  const circle = (place: number, diameter: number) => {
    context.beginPath();
    context.arc((place + 0.5) * cell, cell / 2, (diameter * scale) / 2, 0, 2 * Math.PI);
  };
  context.lineWidth = ((ring - hole) / 2) * scale;
  inks.forEach((ink, look) => {
    context.fillStyle = ink;
    circle(look, disc);
    context.fill();
    context.strokeStyle = ink;
    circle(inks.length + look, (ring + hole) / 2);
    context.stroke();
  });
  return { pixels: context.getImageData(0, 0, sheet.width, cell).data, width: sheet.width, cell };
}

/** Lays a stamp over an opaque image, its middle at a pixel; what lies outside is left out. */
export function press({ pixels, width, cell }: Stamps, stamp: number, { data, width: across, height }: Pick<ImageData, 'data' | 'width' | 'height'>, x: number, y: number): void {
  const [left, top] = [Math.round(x - cell / 2), Math.round(y - cell / 2)];
  for (let row = Math.max(0, -top); row < Math.min(cell, height - top); row++) {
    for (let column = Math.max(0, -left); column < Math.min(cell, across - left); column++) {
      const from = 4 * (row * width + stamp * cell + column);
      const opacity = pixels[from + 3]! / 255;
      if (opacity === 0) continue;
      const to = 4 * ((top + row) * across + left + column);
      for (let channel = 0; channel < 3; channel++) data[to + channel]! += (pixels[from + channel]! - data[to + channel]!) * opacity;
    }
  }
}
