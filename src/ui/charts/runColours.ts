import './runColours.css';

export const RUN_COLOURS = 8;

/** Colour of the run at this place among those that are shown, the present one first; from the ninth on they come again. */
export function runColour(index: number): string {
  return `var(--run-${(index % RUN_COLOURS) + 1})`;
}
