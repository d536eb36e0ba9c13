/** The fastest index that works here. */
import type { VectorIndex } from '../../retrieval/vectorIndex';
import { PlainIndex } from './plainIndex';
import type { IndexOptions } from './ranked';
import { WasmIndex } from './wasmIndex';

export async function createIndex(options: IndexOptions): Promise<VectorIndex> {
  return WasmIndex.works() ? WasmIndex.create(options) : new PlainIndex(options);
}
