/**
 * The best rows of one query, as a heap with the worst of them at its root:
 *     u32 size, u32 k, f32 and u32 the place that rows have to come after, then k times f32 score, u32 row.
 */
const SIZE: usize = 0;
const LIMIT: usize = 4;
const AFTER_SCORE: usize = 8;
const AFTER_ROW: usize = 12;
const ENTRIES: usize = 16;
const ENTRY: usize = 8;

@inline
function entryAt(heap: usize, place: u32): usize {
  return heap + ENTRIES + usize(place) * ENTRY;
}

/** Lower score, or the same and a higher row. */
@inline
function isWorse(score: f32, row: u32, other: usize): bool {
  const otherScore = load<f32>(other);
  return score < otherScore || (score == otherScore && row > load<u32>(other, 4));
}

@inline
function put(entry: usize, score: f32, row: u32): void {
  store<f32>(entry, score);
  store<u32>(entry, row, 4);
}

function siftUp(heap: usize, from: u32, score: f32, row: u32): void {
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = entryAt(heap, parent);
    if (!isWorse(score, row, above)) break;
    put(entryAt(heap, place), load<f32>(above), load<u32>(above, 4));
    place = parent;
  }
  put(entryAt(heap, place), score, row);
}

function siftDown(heap: usize, size: u32, score: f32, row: u32): void {
  let place: u32 = 0;
  while (true) {
    let child: u32 = 2 * place + 1;
    if (child >= size) break;
    let below = entryAt(heap, child);
    if (child + 1 < size) {
      const right = entryAt(heap, child + 1);
      if (isWorse(load<f32>(right), load<u32>(right, 4), below)) {
        below = right;
        child++;
      }
    }
    if (isWorse(score, row, below)) break;
    put(entryAt(heap, place), load<f32>(below), load<u32>(below, 4));
    place = child;
  }
  put(entryAt(heap, place), score, row);
}

/** Scores up to this one cannot enter any more: rows come in rising order, so an equal one is worse. */
@inline
export function threshold(heap: usize): f32 {
  return load<u32>(heap, SIZE) < load<u32>(heap, LIMIT) ? -Infinity : load<f32>(heap, ENTRIES);
}

/** Scores above this one come before the wanted ones. */
@inline
export function ceiling(heap: usize): f32 {
  return load<f32>(heap, AFTER_SCORE);
}

/** Rows have to be offered in rising order. */
export function offer(heap: usize, score: f32, row: u32): void {
  const after = load<f32>(heap, AFTER_SCORE);
  if (score > after || (score == after && row <= load<u32>(heap, AFTER_ROW))) return;
  const size = load<u32>(heap, SIZE);
  if (size < load<u32>(heap, LIMIT)) {
    store<u32>(heap, size + 1, SIZE);
    siftUp(heap, size, score, row);
  } else if (score > load<f32>(heap, ENTRIES)) {
    siftDown(heap, size, score, row);
  }
}

/** Best first. What is left is no heap. */
export function sortHeap(heap: usize): void {
  for (let size = load<u32>(heap, SIZE); size > 1; size--) {
    const last = entryAt(heap, size - 1);
    const score = load<f32>(last);
    const row = load<u32>(last, 4);
    put(last, load<f32>(heap, ENTRIES), load<u32>(heap, ENTRIES + 4));
    siftDown(heap, size - 1, score, row);
  }
}
