const MIN_INTERVAL_MS = 200;
const TURN_MS = 40;

interface Viewer {
  draw(): void;
  dirty: boolean;
  drawnAt: number;
}

const viewers: Viewer[] = [];
let timer: ReturnType<typeof setTimeout> | null = null;

function turn(): void {
  timer = null;
  const now = Date.now();
  const due = viewers.filter(({ dirty }) => dirty).sort((a, b) => a.drawnAt - b.drawnAt)[0];
  if (!due) return;
  if (now - due.drawnAt >= MIN_INTERVAL_MS) {
    due.dirty = false;
    due.drawnAt = now;
    due.draw();
  }
  timer = setTimeout(turn, TURN_MS);
}

/** Asks every viewer to draw again: one at a turn so that no turn is long, none more than five times a second. */
export function requestRedraw(): void {
  for (const viewer of viewers) viewer.dirty = true;
  timer ??= setTimeout(turn, 0);
}

/** Adds a viewer, whose first turn comes by itself. */
export function subscribeRedraw(draw: () => void): () => void {
  const viewer = { draw, dirty: true, drawnAt: 0 };
  viewers.push(viewer);
  timer ??= setTimeout(turn, 0);
  return () => {
    viewers.splice(viewers.indexOf(viewer), 1);
  };
}
