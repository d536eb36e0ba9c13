import { toScreen, wholeMap, type Camera, type Frame } from './camera';
import { drawingOrder, markSizes, type Painter, type Picture } from './painter';

/** Every mark once, in a row: discs in all looks, then rings. Copying them is many times faster than drawing circles. */
interface Stamps {
  sheet: HTMLCanvasElement;
  /** Of one stamp, in CSS pixels. */
  size: number;
}

function drawStamps({ colours, dimmedColours, looks }: Picture): Stamps {
  const { disc, ring, hole } = markSizes(looks.length);
  const size = Math.ceil(ring) + 2;
  const inks = [...colours, ...dimmedColours];
  const sheet = document.createElement('canvas');
  sheet.width = 2 * inks.length * size * devicePixelRatio;
  sheet.height = size * devicePixelRatio;
  const context = sheet.getContext('2d');
  context?.scale(devicePixelRatio, devicePixelRatio);
  inks.forEach((ink, look) => {
    if (!context) return;
    const circle = (place: number, radius: number) => {
      context.beginPath();
      context.arc((place + 0.5) * size, size / 2, radius, 0, 2 * Math.PI);
    };
    context.fillStyle = ink;
    circle(look, disc / 2);
    context.fill();
    context.strokeStyle = ink;
    context.lineWidth = (ring - hole) / 2;
    circle(inks.length + look, (ring + hole) / 4);
    context.stroke();
  });
  return { sheet, size };
}

function paintAll(context: CanvasRenderingContext2D, picture: Picture, { sheet, size }: Stamps, camera: Camera, frame: Frame): void {
  const { positions, looks, colours } = picture;
  const cell = size * devicePixelRatio;
  for (const point of drawingOrder(picture)) {
    const [x, y] = toScreen(camera, frame, positions[2 * point]!, positions[2 * point + 1]!);
    if (x < -size || y < -size || x > frame.width + size || y > frame.height + size) continue;
    const stamp = looks[point]! + (point < looks.length / 2 ? 0 : 2 * colours.length);
    context.drawImage(sheet, stamp * cell, 0, cell, cell, x - size / 2, y - size / 2, size, size);
  }
}

/** Draws without WebGL; points do not glide. Null where there is no drawing at all. */
export function canvasPainter(canvas: HTMLCanvasElement): Painter | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  let drawn: { picture: Picture; stamps: Stamps } | null = null;
  let camera: Camera = wholeMap;
  let frame: Frame = { width: 1, height: 1 };
  let waiting = 0;

  const paint = () => {
    waiting = 0;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    if (drawn) paintAll(context, drawn.picture, drawn.stamps, camera, frame);
  };
  const later = () => {
    waiting ||= requestAnimationFrame(paint);
  };

  return {
    glides: false,
    note: 'This browser gives no WebGL, so the map is drawn without it: points jump to their new places.',
    draw: (picture) => {
      drawn = { picture, stamps: drawStamps(picture) };
      later();
    },
    look: (newest) => {
      camera = newest;
      later();
    },
    resize: (size) => {
      frame = size;
      canvas.width = Math.round(size.width * devicePixelRatio);
      canvas.height = Math.round(size.height * devicePixelRatio);
      later();
    },
    destroy: () => cancelAnimationFrame(waiting),
  };
}
