/** Of a plot within its drawing, in pixels. */
export interface PlotArea {
  x: number;
  y: number;
  width: number;
  height: number;
}
