/**
 * WGSL that finds the k best of many keys by radix selection. What is ordered is the pair (key, ~row), larger is better,
 * so that equal scores are cut by rising row: three digits of the key, then three of the row where keys are equal.
 * Each round counts a digit's values among what agrees with the digits found so far, and picks the value that the k-th
 * has. Rounds after all is told count nothing.
 */

/** Values of a digit. */
export const BINS = 2048;
/** Keys that a workgroup counts or compacts. */
export const PART = 16384;
export const THREADS = 256;

export interface Round {
  shift: number;
  /** 0 the key, 1 the row. */
  word: number;
  /** Bits of key and row that earlier rounds have found. */
  keyMask: number;
  rowMask: number;
}

const digits = [
  { shift: 21, mask: 0 },
  { shift: 10, mask: 0xffe00000 },
  { shift: 0, mask: 0xfffffc00 },
];

export const rounds: Round[] = [
  ...digits.map(({ shift, mask }) => ({ shift, word: 0, keyMask: mask, rowMask: 0 })),
  ...digits.map(({ shift, mask }) => ({ shift, word: 1, keyMask: 0xffffffff, rowMask: mask })),
];

const common = /* wgsl */ `
struct Selecting {
  total: u32, // keys of a query
  wanted: u32, // k
  shift: u32,
  word: u32,
  keyMask: u32,
  rowMask: u32,
}
struct State {
  key: u32,
  row: u32,
  remaining: u32,
  done: u32,
  found: atomic<u32>,
}
@group(0) @binding(0) var<uniform> selecting: Selecting;
@group(0) @binding(1) var<storage, read_write> states: array<State>;
`;

export const SELECTING_WORDS = 8;
export const STATE_WORDS = 5;

/** The last digit of a word has 10 bits, the others 11. */
export const countShader = /* wgsl */ `${common}
@group(0) @binding(2) var<storage, read> keys: array<u32>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;
var<workgroup> own: array<atomic<u32>, ${BINS}>;

@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  for (var bin = thread; bin < ${BINS}u; bin += ${THREADS}u) { atomicStore(&own[bin], 0u); }
  workgroupBarrier();
  let query = group.y;
  let start = group.x * ${PART}u;
  let end = select(min(start + ${PART}u, selecting.total), start, states[query].done == 1u);
  let key = states[query].key;
  let row = states[query].row;
  for (var i = start + thread; i < end; i += ${THREADS}u) {
    let value = keys[query * selecting.total + i];
    if (((value ^ key) & selecting.keyMask) != 0u || ((~i ^ row) & selecting.rowMask) != 0u) { continue; }
    let digit = (select(value, ~i, selecting.word == 1u) >> selecting.shift) & select(${BINS - 1}u, 1023u, selecting.shift == 0u);
    atomicAdd(&own[digit], 1u);
  }
  workgroupBarrier();
  for (var bin = thread; bin < ${BINS}u; bin += ${THREADS}u) {
    let count = atomicLoad(&own[bin]);
    if (count > 0u) { atomicAdd(&counts[query * ${BINS}u + bin], count); }
  }
}
`;

const SHARE = BINS / THREADS;

/** One workgroup a query; it leaves the counts at 0. */
export const pickShader = /* wgsl */ `${common}
@group(0) @binding(2) var<storage, read_write> counts: array<u32>;
var<workgroup> bins: array<u32, ${BINS}>;
var<workgroup> sums: array<u32, ${THREADS}>;

@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let query = group.x;
  var sum = 0u;
  for (var i = 0u; i < ${SHARE}u; i++) {
    let bin = thread * ${SHARE}u + i;
    let count = counts[query * ${BINS}u + bin];
    counts[query * ${BINS}u + bin] = 0u;
    bins[bin] = count;
    sum += count;
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread != 0u || states[query].done == 1u) { return; }
  var remaining = states[query].remaining;
  var share = ${THREADS - 1}u;
  while (share > 0u && sums[share] < remaining) {
    remaining -= sums[share];
    share--;
  }
  var bin = share * ${SHARE}u + ${SHARE - 1}u;
  while (bin > share * ${SHARE}u && bins[bin] < remaining) {
    remaining -= bins[bin];
    bin--;
  }
  if (selecting.word == 0u) { states[query].key |= bin << selecting.shift; } else { states[query].row |= bin << selecting.shift; }
  states[query].remaining = remaining;
  states[query].done = select(0u, 1u, bins[bin] == remaining);
}
`;

/** Pairs of key and row, in any order. */
export const compactShader = /* wgsl */ `${common}
@group(0) @binding(2) var<storage, read> keys: array<u32>;
@group(0) @binding(3) var<storage, read_write> best: array<vec2u>;

@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let query = group.y;
  let start = group.x * ${PART}u;
  let end = min(start + ${PART}u, selecting.total);
  let key = states[query].key;
  let row = states[query].row;
  for (var i = start + thread; i < end; i += ${THREADS}u) {
    let value = keys[query * selecting.total + i];
    if (value < key || (value == key && ~i < row)) { continue; }
    let place = atomicAdd(&states[query].found, 1u);
    best[query * selecting.wanted + place] = vec2u(value, i);
  }
}
`;
