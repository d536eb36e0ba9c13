/** Of which epochs of a run it is kept where the items lay. */

/** For one run. */
export const SPACES_BYTES = 64 * 2 ** 20;

/**
 * Of all epochs up to the newest those that have room: each, or every second, fourth …; the newest in any case, and none
 * where not even one has room. What was dropped once is never asked for again.
 * @param bytes of each epoch
 */
export function keptEpochs(epochs: readonly number[], bytes: number, budget = SPACES_BYTES): number[] {
  const most = Math.floor(budget / bytes);
  const newest = Math.max(...epochs);
  if (most < 1) return [];
  let stride = 1;
  while (Math.ceil(newest / stride) > most) stride *= 2;
  return epochs.filter((epoch) => epoch === newest || epoch % stride === 0);
}
