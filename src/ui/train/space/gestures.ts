/** Pointers on the map as what they mean: moving, zooming, outlining, pointing, clicking. Places are CSS pixels from the left upper corner. */
export interface Meaning {
  /** Whether dragging outlines, or else moves. */
  outlines(event: PointerEvent): boolean;
  move(dx: number, dy: number): void;
  zoom(x: number, y: number, factor: number): void;
  /** @param lasso [corners, 2] so far */
  outline(lasso: readonly number[]): void;
  outlined(lasso: readonly number[], more: boolean): void;
  point(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number, more: boolean): void;
}

const CLICK_PX = 4;
const LASSO_STEP_PX = 3;

type Place = [number, number];

/** Listens until the returned function is called. */
export function followPointers(element: HTMLElement, meaning: Meaning): () => void {
  const down = new Map<number, Place>();
  let start: Place | null = null;
  let lasso: number[] | null = null;
  let moved = false;

  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const box = element.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    down.set(event.pointerId, placeOf(event));
    start = placeOf(event);
    moved = down.size > 1;
    lasso = down.size === 1 && meaning.outlines(event) ? placeOf(event) : null;
    if (down.size > 1) meaning.outline([]);
  };
  const pinch = (id: number, [x, y]: Place) => {
    const [, other] = [...down].find(([others]) => others !== id)!;
    const before = down.get(id)!;
    const length = (place: Place) => Math.max(1, Math.hypot(place[0] - other[0], place[1] - other[1]));
    meaning.move((x - before[0]) / 2, (y - before[1]) / 2);
    meaning.zoom((x + other[0]) / 2, (y + other[1]) / 2, length([x, y]) / length(before));
  };
  const outline = ([x, y]: Place, corners: number[]) => {
    if (Math.hypot(x - corners.at(-2)!, y - corners.at(-1)!) < LASSO_STEP_PX) return;
    corners.push(x, y);
    meaning.outline(corners);
  };
  const drag = (event: PointerEvent) => {
    const place = placeOf(event);
    const before = down.get(event.pointerId);
    if (!before || !start) {
      if (event.pointerType !== 'touch') meaning.point(...place);
      return;
    }
    moved ||= Math.hypot(place[0] - start[0], place[1] - start[1]) > CLICK_PX;
    if (down.size > 1) pinch(event.pointerId, place);
    else if (lasso) outline(place, lasso);
    else if (moved) meaning.move(place[0] - before[0], place[1] - before[1]);
    if (down.size > 1 || lasso || moved) down.set(event.pointerId, place);
  };
  const release = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    const more = event.shiftKey || event.ctrlKey || event.metaKey;
    const corners = lasso;
    lasso = null;
    if (corners) meaning.outline([]);
    if (event.type === 'pointercancel') return;
    if (!moved) meaning.click(...placeOf(event), more);
    else if (corners) meaning.outlined(corners, event.ctrlKey || event.metaKey);
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && document.activeElement !== element) return;
    event.preventDefault();
    meaning.zoom(...placeOf(event), Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)));
  };

  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('pointerdown', press, { signal });
  element.addEventListener('pointermove', drag, { signal });
  element.addEventListener('pointerup', release, { signal });
  element.addEventListener('pointercancel', release, { signal });
  element.addEventListener('pointerleave', () => meaning.leave(), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => listening.abort();
}
