/** IEEE 754 binary16 by bit arithmetic: Node 20 and older browsers have no Float16Array. */

const SMALLEST = 2 ** -24;

/** float32 values of half-precision bit patterns; exact, NaN and infinities kept. */
export function halvesToFloats(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(halves.length);
  const bits = new Uint32Array(floats.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) floats[i] = (sign ? -fraction : fraction) * SMALLEST;
    else bits[i] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return floats;
}

/** Half-precision bit patterns of float32 values, rounded to nearest, ties to even; beyond 65519.99 gives infinity. */
export function floatsToHalves(floats: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(floats.slice().buffer);
  const halves = new Uint16Array(bits.length);
  for (let i = 0; i < bits.length; i++) halves[i] = halfOf(bits[i]!);
  return halves;
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent === 143) return sign | 0x7c00 | (fraction ? 0x200 | (fraction >> 13) : 0);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  if (exponent <= 0) return sign | shiftedToEven(fraction | 0x800000, 14 - exponent);
  return sign | shiftedToEven((exponent << 23) | fraction, 13);
}

function shiftedToEven(value: number, shift: number): number {
  const whole = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && whole % 2 === 1) ? whole + 1 : whole;
}
