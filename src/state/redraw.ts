const MIN_INTERVAL_MS = 200;
const TURN_MS = 60;

interface Viewer {
  draw(): void;
  dirty: boolean;
  drawnAt: number;
}

const viewers: Viewer[] = [];
/** A turn will come. */
let awaited = false;

function awaitTurn(ms: number): void {
  awaited = true;
  setTimeout(turn, ms);
}

function turn(): void {
  awaited = false;
  const now = Date.now();
  const due = viewers.filter(({ dirty }) => dirty).sort((a, b) => a.drawnAt - b.drawnAt)[0];
  if (!due) return;
  if (now - due.drawnAt >= MIN_INTERVAL_MS) {
    due.dirty = false;
    due.drawnAt = now;
    due.draw();
  }
  awaited = true;
  afterFrame(() => awaitTurn(TURN_MS));
}

/** Once what was drawn is on its way to the screen: where that takes long, turns come more slowly. A hidden page shows no frames. */
function afterFrame(next: () => void): void {
  if (typeof document === 'undefined' || document.hidden) return next();
  requestAnimationFrame(next);
}

/** Asks every viewer to draw again: one at a turn so that no turn is long, none more than five times a second. */
export function requestRedraw(): void {
  for (const viewer of viewers) viewer.dirty = true;
  if (!awaited) awaitTurn(0);
}

/** Adds a viewer, whose first turn comes by itself. */
export function subscribeRedraw(draw: () => void): () => void {
  const viewer = { draw, dirty: true, drawnAt: 0 };
  viewers.push(viewer);
  if (!awaited) awaitTurn(0);
  return () => {
    viewers.splice(viewers.indexOf(viewer), 1);
  };
}
