import { toScreen, wholeMap, type Camera, type Frame } from './camera';
import { drawingOrder, markSizes, type Painter, type Picture } from './painter';

function addMark(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

/** Draws without WebGL; points do not glide. Null where there is no drawing at all. */
export function canvasPainter(canvas: HTMLCanvasElement): Painter | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  let picture: Picture | null = null;
  let camera: Camera = wholeMap;
  let frame: Frame = { width: 1, height: 1 };
  let waiting = 0;

  const paint = () => {
    waiting = 0;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    if (!picture) return;
    const { positions, looks, colours, dimmedColours } = picture;
    const { disc, ring, hole } = markSizes(looks.length);
    const paths = Array.from({ length: 2 * colours.length }, () => ({ discs: new Path2D(), rings: new Path2D() }));
    for (const point of drawingOrder(picture)) {
      const [x, y] = toScreen(camera, frame, positions[2 * point]!, positions[2 * point + 1]!);
      if (x < -ring || y < -ring || x > frame.width + ring || y > frame.height + ring) continue;
      const { discs, rings } = paths[looks[point]!]!;
      if (point < looks.length / 2) addMark(discs, x, y, disc / 2);
      else addMark(rings, x, y, (ring + hole) / 4);
    }
    context.lineWidth = (ring - hole) / 2;
    for (const dim of [true, false]) {
      (dim ? dimmedColours : colours).forEach((colour, category) => {
        const { discs, rings } = paths[category + (dim ? colours.length : 0)]!;
        context.fillStyle = colour;
        context.fill(discs);
        context.strokeStyle = colour;
        context.stroke(rings);
      });
    }
  };
  const later = () => {
    waiting ||= requestAnimationFrame(paint);
  };

  return {
    glides: false,
    draw: (drawn) => {
      picture = drawn;
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
