/** WGSL that scores rows: one thread a row and one or four queries. */
import type { VectorStorage } from '../../../retrieval/vectorIndex';

/** Rows of a group: their units lie side by side, so that neighbouring threads read neighbouring memory. */
export const GROUP_ROWS = 64;
/** A row is stored in units of 16 bytes. */
export const UNIT_BYTES = 16;

/** Adds the products of a unit with the query's values from vec4 `at` on. */
const unitProducts: Record<VectorStorage, string> = {
  float32: 'sum + bitcast<vec4f>(unit) * queries[at]',
  float16: 'sum + vec4f(unpack2x16float(unit.x), unpack2x16float(unit.y)) * queries[at] + vec4f(unpack2x16float(unit.z), unpack2x16float(unit.w)) * queries[at + 1u]',
  int8: 'sum + bytes(unit.x) * queries[at] + bytes(unit.y) * queries[at + 1u] + bytes(unit.z) * queries[at + 2u] + bytes(unit.w) * queries[at + 3u]',
};

export const valuesPerUnit: Record<VectorStorage, number> = { float32: 4, float16: 8, int8: 16 };

/** uint32 words of `Scoring`. */
export const SCORING_WORDS = 8;

/**
 * Keys are uint32 that rise with the scores; 0 for rows that may not be found.
 * @param together queries that one thread answers
 */
export function scoreShader(storage: VectorStorage, together: 1 | 4): string {
  const lanes = Array.from({ length: together }, (_, i) => i);
  const vectors = valuesPerUnit[storage] / 4;
  const each = (line: (i: number) => string) => lanes.map(line).join('\n    ');
  return /* wgsl */ `
struct Scoring {
  first: u32, // row of the chunk
  rows: u32, // of the chunk
  units: u32, // of a row
  total: u32, // rows of the index
  masked: u32,
  afterKey: u32,
  afterRow: u32,
  queries: u32,
}
@group(0) @binding(0) var<uniform> scoring: Scoring;
@group(0) @binding(1) var<storage, read> stored: array<vec4u>;
@group(0) @binding(2) var<storage, read> queries: array<vec4f>;
@group(0) @binding(3) var<storage, read> mask: array<u32>;
@group(0) @binding(4) var<storage, read_write> keys: array<u32>;
${storage === 'int8' ? '@group(0) @binding(5) var<storage, read> scales: array<f32>;' : ''}

fn bytes(word: u32) -> vec4f {
  return vec4f(unpack4xI8(word));
}

fn plus(sum: vec4f, unit: vec4u, at: u32) -> vec4f {
  return ${unitProducts[storage]};
}

fn keyOf(score: f32) -> u32 {
  let bits = bitcast<u32>(score);
  // -0 is 0.
  if ((bits & 0x7fffffffu) == 0u) { return 0x80000000u; }
  return select(bits | 0x80000000u, ~bits, bits >= 0x80000000u);
}

fn write(query: u32, row: u32, sum: vec4f, scale: f32) {
  if (query >= scoring.queries) { return; }
  let key = keyOf((sum.x + sum.z + (sum.y + sum.w)) * scale);
  let before = key > scoring.afterKey || (key == scoring.afterKey && row <= scoring.afterRow);
  let left = scoring.masked == 1u && ((mask[row >> 5u] >> (row & 31u)) & 1u) == 0u;
  keys[query * scoring.total + row] = select(key, 0u, before || left);
}

@compute @workgroup_size(${GROUP_ROWS})
fn main(@builtin(global_invocation_id) thread: vec3u) {
  if (thread.x >= scoring.rows) { return; }
  let lane = thread.x % ${GROUP_ROWS}u;
  let group = thread.x / ${GROUP_ROWS}u;
  let query = thread.y * ${together}u;
  let width = scoring.units * ${vectors}u;
  ${each((i) => `var sum${i} = vec4f(0);`)}
  for (var unit = 0u; unit < scoring.units; unit++) {
    let values = stored[(group * scoring.units + unit) * ${GROUP_ROWS}u + lane];
    let at = query * width + unit * ${vectors}u;
    ${each((i) => `sum${i} = plus(sum${i}, values, at + ${i}u * width);`)}
  }
  let scale = ${storage === 'int8' ? 'scales[thread.x]' : '1.0'};
  ${each((i) => `write(query + ${i}u, scoring.first + thread.x, sum${i}, scale);`)}
}
`;
}
