import createScatterplot, { createRenderer } from 'regl-scatterplot';
import { viewMatrix, wholeMap, type Camera, type Frame } from './camera';
import { drawingOrder, markSizes, type Painter, type Picture } from './painter';

/** What the library draws: a disc a mark, and for a ring a second one in the colour of the ground on top. */
interface Marks {
  x: Float32Array;
  y: Float32Array;
  /** An index into colours and sizes alike: interpolated values would not stay whole numbers. */
  z: Uint16Array;
  /** Of the points; where it is another, marks cannot glide. */
  order: Int32Array;
}

/** Kinds of marks in the order of `markColours`: discs, rings, and last the hole of a ring. */
function marksOf(picture: Picture): Marks {
  const { positions, looks, colours } = picture;
  const [images, kinds] = [looks.length / 2, 2 * colours.length];
  const order = drawingOrder(picture);
  const marks = { x: new Float32Array(3 * images), y: new Float32Array(3 * images), z: new Uint16Array(3 * images) };
  let next = 0;
  const add = (point: number, kind: number) => {
    marks.x[next] = positions[2 * point]!;
    marks.y[next] = positions[2 * point + 1]!;
    marks.z[next++] = kind;
  };
  for (const point of order) {
    add(point, looks[point]! + (point < images ? 0 : kinds));
    if (point >= images) add(point, 2 * kinds);
  }
  return { ...marks, order };
}

const markColours = ({ colours, dimmedColours, ground }: Picture): string[] => [...colours, ...dimmedColours, ...colours, ...dimmedColours, ground];

function markDiameters({ looks, colours }: Picture): number[] {
  const { disc, ring, hole } = markSizes(looks.length);
  const each = (size: number) => Array.from({ length: 2 * colours.length }, () => size);
  return [...each(disc), ...each(ring), hole];
}

/** Renderers without a graphics card: each frame is computed by the processor that trains, and waited for. Chrome does not name SwiftShader a performance caveat. */
const software = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function inSoftware(context: WebGLRenderingContext): boolean {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  return software.test(String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER)));
}

const sameOrder = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((point, i) => point === b[i]);

/**
 * Draws with WebGL through regl-scatterplot, whose own pointer handling is left aside. Null where the browser lacks what it needs, or has it in software.
 * @param onLost the graphics context is gone, and nothing is drawn any more
 */
export function reglPainter(canvas: HTMLCanvasElement, onLost: () => void): Painter | null {
  const surface = document.createElement('canvas');
  const context = surface.getContext('webgl', { antialias: true, preserveDrawingBuffer: true });
  if (!context || inSoftware(context)) return null;
  const renderer = createRenderer({ canvas: surface });
  if (!renderer.isSupported) {
    renderer.destroy();
    return null;
  }
  const plot = createScatterplot({ canvas, renderer, cameraIsFixed: true, pointScaleMode: 'constant', colorBy: 'valueZ', sizeBy: 'valueZ', opacity: 1, deselectOnEscape: false, deselectOnDblClick: false });
  surface.addEventListener('webglcontextlost', onLost);
  let camera: Camera = wholeMap;
  let frame: Frame = { width: 1, height: 1 };
  let shown: Marks | null = null;
  let styled = '';
  let waiting: { picture: Picture; glideMs: number } | null = null;
  let drawing = false;
  let ended = false;

  const look = () => plot.view(viewMatrix(camera, frame), { preventEvent: true });
  const drawOne = async (picture: Picture, glideMs: number) => {
    const marks = marksOf(picture);
    const transition = glideMs > 0 && shown !== null && sameOrder(shown.order, marks.order);
    shown = marks;
    const style = { pointColor: markColours(picture), pointSize: markDiameters(picture), backgroundColor: picture.ground };
    // Setting what is set already draws once more.
    if (JSON.stringify(style) !== styled) plot.set(style);
    styled = JSON.stringify(style);
    await plot.draw({ x: marks.x, y: marks.y, z: marks.z }, { transition, transitionDuration: glideMs, zDataType: 'categorical' });
  };
  /** The library refuses a picture while it draws another: of those that come meanwhile the newest is drawn. */
  const drain = async () => {
    drawing = true;
    while (waiting && !ended) {
      const { picture, glideMs } = waiting;
      waiting = null;
      await drawOne(picture, glideMs);
    }
    drawing = false;
  };

  return {
    glides: true,
    note: null,
    draw: (picture, glideMs) => {
      waiting = { picture, glideMs };
      if (!drawing) void drain();
    },
    look: (newest) => {
      camera = newest;
      look();
    },
    resize: (size) => {
      frame = size;
      renderer.resize(size.width, size.height);
      plot.set({ width: size.width, height: size.height });
      look();
    },
    destroy: () => {
      ended = true;
      surface.removeEventListener('webglcontextlost', onLost);
      plot.destroy();
      renderer.destroy();
    },
  };
}
