/** What other libraries throw at damaged files, as refusals that say which file and what to try. */
import { BundleError, reasonOf } from '../problem';

export const DAMAGED = 'The file is damaged or cut off, or uses a feature that is not read here: copy or download it again, or save it in another way.';

/** Result of `work`; whatever it throws becomes a BundleError "<where>: <reason>". */
export async function guarded<T>(where: string, work: () => T | Promise<T>, advice = DAMAGED): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    const reason = reasonOf(cause).split('\n')[0]!.slice(0, 300).replace(/\.$/, '');
    throw new BundleError(`${where}: expected a whole file, got: ${reason}.`, advice, { cause });
  }
}

/** Memory for numbers: float32 where these hold `dtype` exactly, else float64. Throws BundleError where there is none. */
export function numbersFor(where: string, dtype: string, length: number): Float32Array | Float64Array {
  try {
    return isNarrow(dtype) ? new Float32Array(length) : new Float64Array(length);
  } catch (cause) {
    throw new BundleError(`${where}: expected memory for ${length} numbers, got none.`, 'Read fewer rows at a time, or save a smaller file.', { cause });
  }
}

const NARROW = new Set(['f2', 'f4', 'b1', 'i1', 'u1', 'i2', 'u2']);

/** True where float32 holds every number of the dtype. */
export const isNarrow = (dtype: string): boolean => NARROW.has(dtype);

const MOST_WHOLE = 2n ** 53n;

/** The number itself; throws BundleError beyond 2^53, where integers are no longer told apart. */
export function wholeNumber(value: bigint, where: string): number {
  if (value <= MOST_WHOLE && value >= -MOST_WHOLE) return Number(value);
  throw new BundleError(`${where}: expected integers up to 2^53, got ${value}.`, 'Save them as texts, or number the rows anew.');
}
