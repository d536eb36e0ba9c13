import { toScreen, wholeMap, type Camera, type Frame } from './camera';
import { drawingOrder, type Painter, type Picture } from './painter';
import { drawStamps, press, type Stamps } from './stamps';

const channel = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);

function filled(context: CanvasRenderingContext2D, ground: string): ImageData {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const opaque = (255 << 24) | (channel(ground, 5) << 16) | (channel(ground, 3) << 8) | channel(ground, 1);
  new Int32Array(image.data.buffer).fill(opaque);
  return image;
}

/** Pixel by pixel: the browser’s own circles take many times as long where there is no graphics card. */
function paintAll(context: CanvasRenderingContext2D, picture: Picture, stamps: Stamps, camera: Camera, frame: Frame): void {
  const { positions, looks, colours, ground } = picture;
  const image = filled(context, ground);
  for (const point of drawingOrder(picture)) {
    const [x, y] = toScreen(camera, frame, positions[2 * point]!, positions[2 * point + 1]!);
    const stamp = looks[point]! + (point < looks.length / 2 ? 0 : 2 * colours.length);
    press(stamps, stamp, image, x * devicePixelRatio, y * devicePixelRatio);
  }
  context.putImageData(image, 0, 0);
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
    if (drawn) paintAll(context, drawn.picture, drawn.stamps, camera, frame);
  };
  const later = () => {
    waiting ||= requestAnimationFrame(paint);
  };

  return {
    glides: false,
    note: 'This browser has no WebGL on a graphics card, so the map is drawn without it: points jump to their new places.',
    draw: (picture) => {
      drawn = { picture, stamps: drawStamps(picture, devicePixelRatio) };
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
