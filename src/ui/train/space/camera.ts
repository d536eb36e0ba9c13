/** What of the map is seen: the place in its middle, and how many times larger it is drawn than where all of it fits. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

/** Of the drawing, in CSS pixels. */
export interface Frame {
  width: number;
  height: number;
}

export const wholeMap: Camera = { x: 0, y: 0, zoom: 1 };

const MOST_ZOOM = 200;

/** Pixels that 1 is long. */
const unit = (zoom: number, { width, height }: Frame): number => (zoom * Math.min(width, height)) / 2;

export function toScreen({ x, y, zoom }: Camera, frame: Frame, mapX: number, mapY: number): [number, number] {
  const scale = unit(zoom, frame);
  return [frame.width / 2 + (mapX - x) * scale, frame.height / 2 - (mapY - y) * scale];
}

export function toMap({ x, y, zoom }: Camera, frame: Frame, screenX: number, screenY: number): [number, number] {
  const scale = unit(zoom, frame);
  return [x + (screenX - frame.width / 2) / scale, y - (screenY - frame.height / 2) / scale];
}

/** So many units of the map is a pixel. */
export const pixel = (camera: Camera, frame: Frame): number => 1 / unit(camera.zoom, frame);

/** The middle stays on the map. */
function held({ x, y, zoom }: Camera): Camera {
  const inside = (value: number) => Math.min(1, Math.max(-1, value));
  return { x: inside(x), y: inside(y), zoom };
}

/** What lies under the screen's point stays there. */
export function zoomAt(camera: Camera, frame: Frame, screenX: number, screenY: number, factor: number): Camera {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, camera.zoom * factor));
  const [mapX, mapY] = toMap(camera, frame, screenX, screenY);
  const share = camera.zoom / zoom;
  return held({ x: mapX + (camera.x - mapX) * share, y: mapY + (camera.y - mapY) * share, zoom });
}

export function panBy(camera: Camera, frame: Frame, dx: number, dy: number): Camera {
  const size = pixel(camera, frame);
  return held({ x: camera.x - dx * size, y: camera.y + dy * size, zoom: camera.zoom });
}

const MARGIN_PX = 24;

/** Moved no farther than needed to see a place. */
export function bringIntoView(camera: Camera, frame: Frame, mapX: number, mapY: number): Camera {
  const [screenX, screenY] = toScreen(camera, frame, mapX, mapY);
  const missing = (at: number, length: number) => Math.max(0, MARGIN_PX - at) - Math.max(0, at - (length - MARGIN_PX));
  return panBy(camera, frame, missing(screenX, frame.width), missing(screenY, frame.height));
}

/** The same as a matrix for a drawing whose units are half of its height, 4 × 4 by columns. */
export function viewMatrix({ x, y, zoom }: Camera, frame: Frame): number[] {
  const scale = (zoom * Math.min(frame.width, frame.height)) / frame.height;
  return [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 1, 0, -x * scale, -y * scale, 0, 1];
}
