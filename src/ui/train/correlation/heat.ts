/** A picture of how the correlations move: a column a probe, a row a correlation, the first at the top. */

/** Red, green and blue, 0 to 255. */
export type Colour = [number, number, number];

/** "rgb(0, 120, 90)" or "#00785a", as a browser resolves a colour; null where it is neither. */
export function parseColour(text: string): Colour | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex) return [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16), parseInt(hex[3]!, 16)];
  const parts = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(text.trim());
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : null;
}

/**
 * @param spectra one a probe, each of `rows` correlations
 * @returns bytes [rows, spectra.length, 4]: the colour, as dense as the correlation is high
 */
export function heatPixels(spectra: readonly (readonly number[])[], rows: number, [red, green, blue]: Colour): Uint8ClampedArray<ArrayBuffer> {
  const columns = spectra.length;
  const pixels = new Uint8ClampedArray(rows * columns * 4);
  for (let column = 0; column < columns; column++) {
    const spectrum = spectra[column]!;
    for (let row = 0; row < rows; row++) {
      const place = 4 * (row * columns + column);
      pixels[place] = red;
      pixels[place + 1] = green;
      pixels[place + 2] = blue;
      // NaN becomes 0.
      pixels[place + 3] = 255 * (spectrum[row] ?? 0);
    }
  }
  return pixels;
}
