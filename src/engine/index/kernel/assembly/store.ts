/** Float32 rows as blocks of four, as `storedRows.ts` stores them in plain JavaScript. */
const FLOAT32: i32 = 0;
const FLOAT16: i32 = 1;
const SMALLEST_NORMAL: i32 = 0x38800000; // 2^-14
/** Half of it, less half a step of subnormal halves: what rounds up to it. */
const ROUNDS_UP: i32 = 0x37ffc000; // 2^-15 - 2^-25

/** Four halves in the low bits of each lane: to nearest, ties to even; what is below 2^-14 becomes 0 or 2^-14. */
@inline
function halvesOf(floats: v128): v128 {
  const size = v128.and(floats, i32x4.splat(0x7fffffff));
  const even = v128.and(i32x4.shr_u(size, 13), i32x4.splat(1));
  const normal = i32x4.sub(i32x4.shr_u(i32x4.add(size, i32x4.add(even, i32x4.splat(0xfff))), 13), i32x4.splat(112 << 10));
  const small = v128.and(i32x4.ge_s(size, i32x4.splat(ROUNDS_UP)), i32x4.splat(0x400));
  const half = v128.bitselect(normal, small, i32x4.ge_s(size, i32x4.splat(SMALLEST_NORMAL)));
  const sign = v128.and(i32x4.shr_u(floats, 16), i32x4.splat(0x8000));
  return v128.or(half, v128.and(sign, i32x4.gt_s(half, i32x4.splat(0))));
}

/** `from` is padded with zeros to a multiple of 8. */
function storeHalves(from: usize, values: usize, to: usize): void {
  for (let end = from + 4 * values; from < end; from += 32, to += 16) {
    v128.store(to, i16x8.narrow_i32x4_u(halvesOf(v128.load(from)), halvesOf(v128.load(from, 16))));
  }
}

function largestOf(from: usize, values: usize): f32 {
  let largest = f32x4.splat(0);
  for (let end = from + 4 * values; from < end; from += 16) largest = f32x4.max(largest, f32x4.abs(v128.load(from)));
  return max(max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)), max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)));
}

@inline
function bytesOf(from: usize, scale: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.div(v128.load(from), scale)));
}

/** `from` is padded with zeros to a multiple of 16. Gives the scale. */
function storeBytes(from: usize, values: usize, to: usize): f32 {
  const scale: f32 = largestOf(from, values) / 127;
  if (scale == 0) {
    memory.fill(to, 0, values);
    return 0;
  }
  const scales = f32x4.splat(scale);
  for (let end = from + 4 * values; from < end; from += 64, to += 16) {
    const low = i16x8.narrow_i32x4_s(bytesOf(from, scales), bytesOf(from + 16, scales));
    const high = i16x8.narrow_i32x4_s(bytesOf(from + 32, scales), bytesOf(from + 48, scales));
    v128.store(to, i8x16.max_s(i8x16.narrow_i16x8_s(low, high), i8x16.splat(-127)));
  }
  return scale;
}

/**
 * Stores `rows` float32 rows of `width` numbers, one after the other from `from` on.
 * @param blocks the first block of the index
 * @param first row of the index that the first of them becomes
 * @param room for one padded row, float32 [stride]
 */
export function storeRows(storage: i32, from: usize, width: usize, blocks: usize, stride: usize, first: u32, rows: u32, room: usize): void {
  const rowBytes = storage == FLOAT32 ? stride << 2 : storage == FLOAT16 ? stride << 1 : stride;
  const blockBytes = 4 * rowBytes + (storage > FLOAT16 ? <usize>16 : <usize>0);
  memory.fill(room, 0, 4 * stride);
  for (let row = first; row < first + rows; row++, from += 4 * width) {
    const block = blocks + usize(row >> 2) * blockBytes;
    const to = block + usize(row & 3) * rowBytes;
    memory.copy(room, from, 4 * width);
    if (storage == FLOAT32) memory.copy(to, room, rowBytes);
    else if (storage == FLOAT16) storeHalves(room, stride, to);
    else store<f32>(block + 4 * rowBytes + (usize(row & 3) << 2), storeBytes(room, stride, to));
  }
}
