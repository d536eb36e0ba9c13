/** The compiled kernel of `assembly/scan.ts` over a memory of its own. */
import type { VectorStorage } from '../../../retrieval/vectorIndex';
import { scanWasm } from './scanWasm';

export interface Kernel {
  memory: WebAssembly.Memory;
  scan(storage: number, blocks: number, stride: number, first: number, rows: number, queries: number, count: number, heaps: number, heapBytes: number, mask: number, tile: number): void;
  sortHeap(heap: number): void;
  storeRows(storage: number, from: number, width: number, blocks: number, stride: number, first: number, rows: number, room: number): void;
}

const functions = ['scan', 'sortHeap', 'storeRows'] as const;
type Functions = Pick<Kernel, (typeof functions)[number]>;

/** Four rows, each padded to `stride` values; of int8 with their four scales. */
export interface BlockLayout {
  code: number;
  stride: number;
  valueBytes: number;
  blockBytes: number;
}

const MAX_PAGES = 65536;
/** Float32 blocks that the kernel decodes at once. */
const TILE_BLOCKS = 16;

const kernelBytes = (): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(scanWasm), (letter) => letter.charCodeAt(0));

const isKernel = (exports: WebAssembly.Exports): exports is WebAssembly.Exports & Functions => functions.every((name) => typeof exports[name] === 'function');

/** Whether this browser has the SIMD instructions that the kernel is made of. */
export const hasSimd = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(kernelBytes());

export async function startKernel(): Promise<Kernel> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES });
  const { instance } = await WebAssembly.instantiate(kernelBytes(), { env: { memory } });
  const { exports } = instance;
  if (!isKernel(exports)) throw new Error(`Starting the scan kernel: expected the functions ${functions.join(', ')}. Run npm run kernels.`);
  return { memory, scan: exports.scan, sortHeap: exports.sortHeap, storeRows: exports.storeRows };
}

export function blockLayout(width: number, storage: VectorStorage): BlockLayout {
  const [code, valueBytes] = storage === 'float32' ? [0, 4] : storage === 'float16' ? [1, 2] : [2, 1];
  const step = 16 / valueBytes;
  const stride = Math.ceil(width / step) * step;
  return { code, stride, valueBytes, blockBytes: 4 * stride * valueBytes + (storage === 'int8' ? 16 : 0) };
}

export const tileBytes = ({ stride }: BlockLayout): number => TILE_BLOCKS * (16 * stride + 16);
