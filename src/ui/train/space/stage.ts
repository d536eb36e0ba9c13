/** The drawing of the map: points, what is drawn over them, and the camera. It takes no part in React's rendering. */
import type { DatasetSummary } from '../../../worker/protocol';
import type { SpaceMap } from '../../../worker/map/protocol';
import { bringIntoView, panBy, pixel, toMap, wholeMap, zoomAt, type Camera, type Frame } from './camera';
import { canvasPainter } from './canvasPainter';
import { GLIDE_MS, onTheWay, type Glide } from './glide';
import { pointAt, pointsInside } from './hits';
import { categoryColours, dimmed, pointLooks, type Inks, type Lighting } from './looks';
import { drawOverlay } from './overlay';
import type { Painter } from './painter';
import { reglPainter } from './reglPainter';
import { picturedPoints, SheetImages } from './thumbnails';

export interface Shown {
  map: SpaceMap;
  summary: DatasetSummary;
  sheets: readonly string[];
  lighting: Lighting;
  inks: Inks;
}

const REACH_PX = 12;

const glideTime = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS);

export class MapStage {
  camera: Camera = wholeMap;
  private frame: Frame = { width: 1, height: 1 };
  private painter: Painter | null;
  private shown: Shown | null = null;
  private glide: Glide | null = null;
  private pictured: readonly number[] = [];
  private marked: { hovered: number | null; active: number | null } = { hovered: null, active: null };
  private lasso: readonly number[] = [];
  private waiting = 0;
  private readonly sheets = new SheetImages(() => this.later());

  /** @param onPainter is told which painter draws; null: there is no drawing at all */
  constructor(
    private readonly points: HTMLCanvasElement,
    private readonly overlay: HTMLCanvasElement,
    private readonly onPainter: (painter: Painter | null) => void,
  ) {
    this.painter = reglPainter(points, () => this.withoutWebGl()) ?? canvasPainter(points);
    onPainter(this.painter);
  }

  show(shown: Shown): void {
    const before = this.shown?.map;
    const { map, summary, lighting, inks } = shown;
    const classes = summary.classNames.length;
    const moves = before !== undefined && before !== map && before.positions.length === map.positions.length;
    const glideMs = moves && this.painter?.glides ? glideTime() : 0;
    this.shown = shown;
    this.glide = { from: glideMs > 0 ? before!.positions : map.positions, to: map.positions, start: performance.now(), durationMs: glideMs };
    const colours = categoryColours(lighting.colouring, classes, inks);
    const picture = {
      positions: map.positions, looks: pointLooks(map.rows, summary.labels, classes, lighting), colours,
      dimmedColours: colours.map((colour) => dimmed(colour, inks)), ground: inks.ground,
    };
    this.painter?.draw(picture, glideMs);
    this.choosePictures();
  }

  mark(marked: { hovered: number | null; active: number | null }): void {
    this.marked = marked;
    this.later();
  }

  outline(lasso: readonly number[]): void {
    this.lasso = lasso;
    this.later();
  }

  resize(frame: Frame): void {
    this.frame = frame;
    this.overlay.width = Math.round(frame.width * devicePixelRatio);
    this.overlay.height = Math.round(frame.height * devicePixelRatio);
    this.painter?.resize(frame);
    this.looked();
  }

  move(dx: number, dy: number): void {
    this.camera = panBy(this.camera, this.frame, dx, dy);
    this.looked();
  }

  /** Around a place of the screen; without one around the middle. */
  zoom(factor: number, x = this.frame.width / 2, y = this.frame.height / 2): void {
    this.camera = zoomAt(this.camera, this.frame, x, y, factor);
    this.looked();
  }

  whole(): void {
    this.camera = wholeMap;
    this.looked();
  }

  reveal(point: number): void {
    const positions = this.shown?.map.positions;
    if (!positions) return;
    this.camera = bringIntoView(this.camera, this.frame, positions[2 * point]!, positions[2 * point + 1]!);
    this.looked();
  }

  /** The point that a place of the screen means. */
  at(x: number, y: number): number | null {
    const positions = this.shown?.map.positions;
    return positions ? pointAt(positions, ...toMap(this.camera, this.frame, x, y), REACH_PX * pixel(this.camera, this.frame)) : null;
  }

  /** @param outline on the screen, [corners, 2] */
  inside(outline: readonly number[]): number[] {
    const corners: number[] = [];
    for (let i = 0; i < outline.length; i += 2) corners.push(...toMap(this.camera, this.frame, outline[i]!, outline[i + 1]!));
    return this.shown ? pointsInside(this.shown.map.positions, corners) : [];
  }

  destroy(): void {
    cancelAnimationFrame(this.waiting);
    this.painter?.destroy();
    this.painter = null;
  }

  private withoutWebGl(): void {
    this.painter?.destroy();
    this.painter = canvasPainter(this.points);
    this.onPainter(this.painter);
    this.resize(this.frame);
    if (this.shown) this.show(this.shown);
  }

  private looked(): void {
    this.painter?.look(this.camera);
    this.choosePictures();
  }

  private choosePictures(): void {
    const map = this.shown?.map;
    this.pictured = map ? picturedPoints(map.positions, map.rows.length, this.camera, this.frame) : [];
    this.later();
  }

  private later(): void {
    this.waiting ||= requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.waiting = 0;
    const context = this.overlay.getContext('2d');
    const { shown, glide } = this;
    if (!context || !shown || !glide) return;
    const now = performance.now();
    const { map, summary, sheets, inks } = shown;
    drawOverlay(context, {
      camera: this.camera, frame: this.frame, inks, pairs: map.rows.length, pictured: this.pictured, lasso: this.lasso, ...this.marked,
      place: (point) => onTheWay(glide, point, now),
      drawPicture: (target, point, x, y) => void this.sheets.draw(target, summary, sheets, map.rows[point]!, x, y),
    });
    if (now < glide.start + glide.durationMs) this.later();
  }
}
