/**
 * Inner products of queries with rows, of which only the best are kept. AssemblyScript: `npm run kernels` compiles it.
 * Rows lie in blocks of four, each row padded with zeros to `stride` values, a multiple of 4 (float32), 8 (float16) or
 * 16 (int8). A block of int8 ends with the four scales of its rows, float32. Queries are float32 [n, stride].
 * A row's products are summed in one order, whatever it is stored as and however many queries there are:
 * lane l of four sums the values l, l + 4, l + 8 …, then (l0 + l2) + (l1 + l3).
 */
import { ceiling, offer, sortHeap, threshold } from './heap';

export { storeRows } from './store';
export { sortHeap };

const FLOAT32: i32 = 0;
const FLOAT16: i32 = 1;
/** Blocks that are decoded at once where several queries ask for them: 64 rows. */
const TILE: u32 = 16;

/** Where four scores lie for a moment. */
const SCORES: usize = 16;

/** Sums of the lanes of each of four vectors, as one vector. */
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** Half-precision bits in the low 16 of each lane, sign-extended; there are no subnormal ones, infinities or NaN. */
@inline
function halfFloats(halves: v128): v128 {
  const bits = v128.and(i32x4.shl(halves, 13), i32x4.splat(0x8fffe000));
  return f32x4.mul(bits, f32x4.splat(5192296858534827628530496329220096.0)); // 2^112
}

@inline
function plus(sum: v128, values: v128, query: v128): v128 {
  return f32x4.add(sum, f32x4.mul(values, query));
}

@inline
function floatProducts(rows: usize, stride: usize, query: usize): v128 {
  const step = stride << 2;
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let end = rows + step; rows < end; rows += 16, query += 16) {
    const q = v128.load(query);
    a = plus(a, v128.load(rows), q);
    b = plus(b, v128.load(rows + step), q);
    c = plus(c, v128.load(rows + 2 * step), q);
    d = plus(d, v128.load(rows + 3 * step), q);
  }
  return laneSums(a, b, c, d);
}

@inline
function plusHalves(sum: v128, halves: v128, low: v128, high: v128): v128 {
  return plus(plus(sum, halfFloats(i32x4.extend_low_i16x8_s(halves)), low), halfFloats(i32x4.extend_high_i16x8_s(halves)), high);
}

@inline
function halfProducts(rows: usize, stride: usize, query: usize): v128 {
  const step = stride << 1;
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let end = rows + step; rows < end; rows += 16, query += 32) {
    const low = v128.load(query);
    const high = v128.load(query, 16);
    a = plusHalves(a, v128.load(rows), low, high);
    b = plusHalves(b, v128.load(rows + step), low, high);
    c = plusHalves(c, v128.load(rows + 2 * step), low, high);
    d = plusHalves(d, v128.load(rows + 3 * step), low, high);
  }
  return laneSums(a, b, c, d);
}

@inline
function shortFloats(shorts: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(shorts));
}

@inline
function highShortFloats(shorts: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(shorts));
}

/** Sixteen values. */
@inline
function plusBytes(sum: v128, bytes: v128, query: usize): v128 {
  const low = i16x8.extend_low_i8x16_s(bytes);
  const high = i16x8.extend_high_i8x16_s(bytes);
  sum = plus(sum, shortFloats(low), v128.load(query));
  sum = plus(sum, highShortFloats(low), v128.load(query, 16));
  sum = plus(sum, shortFloats(high), v128.load(query, 32));
  return plus(sum, highShortFloats(high), v128.load(query, 48));
}

/** Without the scales. */
@inline
function byteProducts(rows: usize, stride: usize, query: usize): v128 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let end = rows + stride; rows < end; rows += 16, query += 64) {
    a = plusBytes(a, v128.load(rows), query);
    b = plusBytes(b, v128.load(rows + stride), query);
    c = plusBytes(c, v128.load(rows + 2 * stride), query);
    d = plusBytes(d, v128.load(rows + 3 * stride), query);
  }
  return laneSums(a, b, c, d);
}

@inline
function mayEnter(scores: v128, heap: usize): bool {
  const entering = v128.and(f32x4.gt(scores, f32x4.splat(threshold(heap))), f32x4.le(scores, f32x4.splat(ceiling(heap))));
  return v128.any_true(entering);
}

/** The first `rows` of four scores. @param mask 1 for each row of the block that may be found, uint8; 0 for no mask */
function offerBlock(scores: v128, heap: usize, first: u32, rows: u32, mask: usize): void {
  v128.store(SCORES, scores);
  for (let i: u32 = 0; i < rows; i++) {
    if (mask != 0 && load<u8>(mask + i) == 0) continue;
    offer(heap, load<f32>(SCORES + (usize(i) << 2)), first + i);
  }
}

/** One query against rows as they are stored. @param scaled whether float32 blocks end with scales, as int8 ones do */
function scanOne(storage: i32, scaled: bool, blocks: usize, blockBytes: usize, stride: usize, first: u32, rows: u32, query: usize, heap: usize, mask: usize): void {
  for (let row: u32 = 0; row < rows; row += 4, blocks += blockBytes) {
    let scores: v128;
    if (storage == FLOAT32) scores = floatProducts(blocks, stride, query);
    else if (storage == FLOAT16) scores = halfProducts(blocks, stride, query);
    else scores = byteProducts(blocks, stride, query);
    if (scaled) scores = f32x4.mul(scores, v128.load(blocks + blockBytes - 16));
    if (mayEnter(scores, heap)) offerBlock(scores, heap, first + row, min<u32>(4, rows - row), mask == 0 ? <usize>0 : mask + row);
  }
}

/** Two queries, one after the other in memory as their heaps are, against float32 rows. */
function scanTwo(scaled: bool, blocks: usize, blockBytes: usize, stride: usize, first: u32, rows: u32, query: usize, heap: usize, heapBytes: usize, mask: usize): void {
  const step = stride << 2;
  const other = heap + heapBytes;
  for (let row: u32 = 0; row < rows; row += 4, blocks += blockBytes) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let e = f32x4.splat(0);
    let f = f32x4.splat(0);
    let g = f32x4.splat(0);
    let h = f32x4.splat(0);
    let asked = query;
    for (let at = blocks, end = blocks + step; at < end; at += 16, asked += 16) {
      const q = v128.load(asked);
      const r = v128.load(asked + step);
      const v = v128.load(at);
      const w = v128.load(at + step);
      const x = v128.load(at + 2 * step);
      const y = v128.load(at + 3 * step);
      a = plus(a, v, q);
      b = plus(b, w, q);
      c = plus(c, x, q);
      d = plus(d, y, q);
      e = plus(e, v, r);
      f = plus(f, w, r);
      g = plus(g, x, r);
      h = plus(h, y, r);
    }
    let scores = laneSums(a, b, c, d);
    let others = laneSums(e, f, g, h);
    if (scaled) {
      const scales = v128.load(blocks + blockBytes - 16);
      scores = f32x4.mul(scores, scales);
      others = f32x4.mul(others, scales);
    }
    const present = min<u32>(4, rows - row);
    const masked = mask == 0 ? <usize>0 : mask + row;
    if (mayEnter(scores, heap)) offerBlock(scores, heap, first + row, present, masked);
    if (mayEnter(others, other)) offerBlock(others, other, first + row, present, masked);
  }
}

function decodeHalves(from: usize, values: usize, to: usize): void {
  for (let end = from + 2 * values; from < end; from += 16, to += 32) {
    const halves = v128.load(from);
    v128.store(to, halfFloats(i32x4.extend_low_i16x8_s(halves)));
    v128.store(to, halfFloats(i32x4.extend_high_i16x8_s(halves)), 16);
  }
}

function decodeBytes(from: usize, values: usize, to: usize): void {
  for (let end = from + values; from < end; from += 16, to += 64) {
    const bytes = v128.load(from);
    const low = i16x8.extend_low_i8x16_s(bytes);
    const high = i16x8.extend_high_i8x16_s(bytes);
    v128.store(to, shortFloats(low));
    v128.store(to, highShortFloats(low), 16);
    v128.store(to, shortFloats(high), 32);
    v128.store(to, highShortFloats(high), 48);
  }
}

/** Blocks as float32 ones, with their scales. */
function decodeTile(storage: i32, blocks: usize, blockBytes: usize, stride: usize, count: u32, tile: usize, tileBytes: usize): void {
  for (let i: u32 = 0; i < count; i++, blocks += blockBytes, tile += tileBytes) {
    if (storage == FLOAT16) {
      decodeHalves(blocks, 4 * stride, tile);
      continue;
    }
    decodeBytes(blocks, 4 * stride, tile);
    v128.store(tile + tileBytes - 16, v128.load(blocks + blockBytes - 16));
  }
}

function scanTile(scaled: bool, blocks: usize, blockBytes: usize, stride: usize, first: u32, rows: u32, queries: usize, count: u32, heaps: usize, heapBytes: usize, mask: usize): void {
  const step = stride << 2;
  let query: u32 = 0;
  for (; query + 1 < count; query += 2, queries += 2 * step, heaps += 2 * heapBytes) {
    scanTwo(scaled, blocks, blockBytes, stride, first, rows, queries, heaps, heapBytes, mask);
  }
  if (query < count) scanOne(FLOAT32, scaled, blocks, blockBytes, stride, first, rows, queries, heaps, mask);
}

/**
 * Offers rows [first, first + rows) to the heaps of the queries.
 * @param blocks of the first row
 * @param heaps `heapBytes` apart
 * @param mask 1 for each of the rows that may be found, uint8 [rows]; 0 for no mask
 * @param tile room for 16 float32 blocks
 */
export function scan(storage: i32, blocks: usize, stride: usize, first: u32, rows: u32, queries: usize, count: u32, heaps: usize, heapBytes: usize, mask: usize, tile: usize): void {
  const scaled = storage > FLOAT16;
  const tail: usize = scaled ? 16 : 0;
  const blockBytes = (storage == FLOAT32 ? stride << 4 : storage == FLOAT16 ? stride << 3 : stride << 2) + tail;
  if (count == 1) {
    if (storage == FLOAT32) scanOne(FLOAT32, false, blocks, blockBytes, stride, first, rows, queries, heaps, mask);
    else if (storage == FLOAT16) scanOne(FLOAT16, false, blocks, blockBytes, stride, first, rows, queries, heaps, mask);
    else scanOne(2, true, blocks, blockBytes, stride, first, rows, queries, heaps, mask);
    return;
  }
  const tileBytes = (stride << 4) + tail;
  for (let done: u32 = 0; done < rows; done += 4 * TILE, blocks += usize(TILE) * blockBytes) {
    const part = min<u32>(4 * TILE, rows - done);
    const masked = mask == 0 ? <usize>0 : mask + done;
    if (storage == FLOAT32) {
      scanTile(false, blocks, blockBytes, stride, first + done, part, queries, count, heaps, heapBytes, masked);
    } else {
      decodeTile(storage, blocks, blockBytes, stride, (part + 3) >> 2, tile, tileBytes);
      scanTile(scaled, tile, tileBytes, stride, first + done, part, queries, count, heaps, heapBytes, masked);
    }
  }
}
