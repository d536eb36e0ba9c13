/** Many vectors that queries are compared with by inner products: one number a pair, whatever the score. */
import type { Embedding, ScoreKind } from './scores';

/** float16 stores what is smaller than 2^-14 as 0 or 2^-14, as GPUs may; int8 has a scale for each row. */
export type VectorStorage = 'float32' | 'float16' | 'int8';

/** What compares: a GPU, SIMD instructions of WebAssembly, or JavaScript where those are missing. */
export type IndexBackend = 'webgpu' | 'wasm' | 'javascript';

/** Best rows first; equal scores in rising order of their rows. */
export interface Ranked {
  rows: Uint32Array;
  scores: Float32Array;
}

/** A place in a ranking. What comes after it has a lower score, or the same and a higher row. */
export interface RankPlace {
  score: number;
  row: number;
}

export interface TopKOptions {
  /** Only what comes after this place: the next page. */
  after?: RankPlace;
  /** 1 for the rows that may be found, uint8 [rows]; all where it is left out. */
  allowed?: Uint8Array;
}

/** Vectors of one width, added in blocks and never changed. */
export interface VectorIndex {
  readonly rows: number;
  readonly width: number;
  readonly storage: VectorStorage;
  readonly backend: IndexBackend;
  /** Why it can answer no more and has to be made anew; null while it can. */
  readonly lost: string | null;
  /** Held in memory, on the GPU or off it. */
  readonly bytes: number;
  /**
   * All of a block or, where it throws, nothing of it.
   * @param block float32 [n, width], copied
   * @throws IndexError for numbers that the storage cannot hold, and where memory does not suffice
   */
  add(block: Float32Array): Promise<void>;
  /**
   * The k rows with the largest inner product, exact over the stored vectors up to float32 rounding, for each query.
   * Fewer where there are fewer. Calls are answered one after the other.
   * @param queries float32 [n, width]
   * @throws IndexError for queries that are not finite
   */
  topK(queries: Float32Array, k: number, options?: TopKOptions): Promise<Ranked[]>;
  dispose(): void;
}

/** An item as a row of an index: its variates, then its class probabilities; float32 [rows, k + classes]. */
export function indexRows({ rows, latent, k, posterior, classes }: Embedding): Float32Array {
  const width = indexWidth({ k, posterior, classes });
  const block = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    block.set(latent.subarray(row * k, (row + 1) * k), row * width);
    if (posterior) block.set(posterior.subarray(row * classes, (row + 1) * classes), row * width + k);
  }
  return block;
}

export const indexWidth = ({ k, posterior, classes }: Pick<Embedding, 'k' | 'posterior' | 'classes'>): number => k + (posterior ? classes : 0);

/**
 * The query whose inner product with `indexRows` is its score: w·z before (1 - w)·p, with w as in `scoreQuery`.
 * @throws RangeError where the score needs a classifier that the model lacks
 */
export function indexQuery(queries: Embedding, row: number, kind: ScoreKind, fusedWeight: number): Float32Array {
  const { latent, k, posterior, classes } = queries;
  const weight = kind === 'canonical' ? 1 : kind === 'fused' ? fusedWeight : 0;
  if (weight < 1 && !posterior) throw new RangeError(`Score "${kind}": expected a model with a classifier, got one without. Use the canonical score.`);
  const query = new Float32Array(indexWidth(queries));
  for (let j = 0; j < k; j++) query[j] = weight * latent[row * k + j]!;
  if (posterior) for (let c = 0; c < classes; c++) query[k + c] = (1 - weight) * posterior[row * classes + c]!;
  return query;
}
