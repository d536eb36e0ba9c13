import { expect, test } from 'vitest';
import { joinBytes } from '../bundle/joinBytes';
import { readTensors, writeTensors, type NamedTensor } from './tensorFile';

const header = (bytes: Uint8Array): { length: number; text: string } => {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return { length, text: new TextDecoder().decode(bytes.subarray(8, 8 + length)) };
};

const file = (tensors: NamedTensor[], metadata: Record<string, string> = {}): Uint8Array<ArrayBuffer> => joinBytes(writeTensors(tensors, metadata));

test('a file is the length of its header, the header and the numbers', () => {
  const bytes = file([{ name: 'a', shape: [1, 2], data: Float32Array.of(1, -2) }], { by: 'x' });
  // {"__metadata__":{"by":"x"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}} has 82 bytes: 6 spaces follow.
  expect(header(bytes)).toEqual({ length: 88, text: '{"__metadata__":{"by":"x"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}      ' });
  expect([...bytes.subarray(96)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test('numbers of every type, names and metadata come back bit for bit', () => {
  const tensors: NamedTensor[] = [
    { name: '__proto__', shape: [3], data: Uint8Array.of(0, 7, 255) },
    { name: '7', shape: [2], data: Float32Array.of(NaN, -0) },
    { name: 'Bücher 犬', shape: [1, 1], data: Float64Array.of(0.1) },
    { name: 'none', shape: [0, 4], data: new Float32Array() },
    { name: 'one', shape: [], data: Int32Array.of(-(2 ** 31)) },
    { name: 'u', shape: [1], data: Uint32Array.of(2 ** 32 - 1) },
  ];
  const metadata = { 'ключ': '{"a": "\\n"}', __proto__x: '', empty: '' };
  const read = readTensors(file(tensors, metadata));
  expect(read.metadata).toEqual(metadata);
  expect(new Set(read.tensors.keys())).toEqual(new Set(tensors.map(({ name }) => name)));
  for (const tensor of tensors) expect(read.tensors.get(tensor.name)).toEqual(tensor);
  expect(Object.is(read.tensors.get('7')!.data[1], -0)).toBe(true);
});

test('big arrays are not copied, neither into the file nor out of it', () => {
  const data = new Float32Array(new ArrayBuffer(40), 8, 4).fill(2);
  const parts = writeTensors([{ name: 'odd', shape: [1], data: Uint8Array.of(1) }, { name: 'a', shape: [4], data }], {});
  expect([parts[1]!.buffer, parts[1]!.byteOffset, parts[1]!.length]).toEqual([data.buffer, 8, 16]);
  const bytes = joinBytes(parts);
  expect(readTensors(bytes).tensors.get('a')!.data.buffer).toBe(bytes.buffer);
});

test('a file that lies at an odd place in memory is read', () => {
  const bytes = file([{ name: 'a', shape: [2], data: Float64Array.of(1, 2) }]);
  const moved = new Uint8Array(bytes.length + 1);
  moved.set(bytes, 1);
  expect(readTensors(moved.subarray(1)).tensors.get('a')!.data).toEqual(Float64Array.of(1, 2));
});

test('arrays in shared memory are copied', () => {
  const data = new Float32Array(new SharedArrayBuffer(8)).fill(3);
  expect(readTensors(file([{ name: 'a', shape: [2], data }])).tensors.get('a')!.data).toEqual(Float32Array.of(3, 3));
});

test('tensors that do not fit their shape, and names twice, are not written', () => {
  const a: NamedTensor = { name: 'a', shape: [2, 2], data: new Float32Array(3) };
  expect(() => writeTensors([a], {})).toThrow('Tensor a: expected 4 values of shape (2, 2), got 3.');
  const one = { ...a, shape: [3] };
  expect(() => writeTensors([one, one], {})).toThrow('Tensor a: expected a name that no other tensor has, got it twice.');
  expect(() => writeTensors([{ ...one, name: '__metadata__' }], {})).toThrow('Tensor __metadata__: expected a name');
});

function safetensors(text: string, dataBytes: number): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  return Buffer.concat([length, Buffer.from(text), Buffer.alloc(dataBytes)]);
}

test.each([
  ['of half numbers', '{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', 4, 'x, a: expected F64, F32, I32, U32, U8, got F16.'],
  ['of another shape', '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8, 'x, a: shape (3) of F32: expected 12 bytes, got 8.'],
  ['that is cut off', '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4, 'x, a: expected a tensor from byte 0 on within 4, got bytes 0 to 8.'],
  ['with a list as metadata', '{"__metadata__":[]}', 0, 'x, __metadata__: expected an object, got [].'],
  ['with a number as metadata', '{"__metadata__":{"a":1}}', 0, 'x, __metadata__, a: expected a text, got 1.'],
  ['of other text', 'PNG', 0, 'x, header: expected JSON, got:'],
])('a file %s is refused', (_, text, dataBytes, message) => {
  expect(() => readTensors(safetensors(text, dataBytes), 'x')).toThrow(message);
});

test('an empty file is refused', () => {
  expect(() => readTensors(new Uint8Array(), 'x')).toThrow('x: expected a safetensors file with at least 8 bytes, got 0.');
});
