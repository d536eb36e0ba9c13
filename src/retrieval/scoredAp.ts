/**
 * Average precision of one query straight from its scores, the same as that of the ranked gallery: falling scores, equal
 * ones in the gallery's order. Only the relevant items are sorted; each other item then finds its place among them, so
 * that n items with R relevant ones cost n·log R steps instead of a sort of n numbers. Model choice asks for it thousands
 * of times an epoch.
 * @param scores finite, float32 [n]
 * @param related 1 where an item is relevant, uint8 [n]
 * @returns NaN where nothing is relevant
 */
export function scoredAp(scores: Float32Array, related: Uint8Array): number {
  const rows: number[] = [];
  for (let row = 0; row < related.length; row++) if (related[row] === 1) rows.push(row);
  rows.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const found = rows.length;
  const relevant = Float32Array.from(rows, (row) => scores[row]!);
  const between = new Int32Array(found + 1);
  for (let row = 0; row < related.length; row++) {
    if (related[row] === 1) continue;
    const score = scores[row]!;
    let low = 0;
    let high = found;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = relevant[middle]!;
      if (other > score || (other === score && rows[middle]! < row)) low = middle + 1;
      else high = middle;
    }
    between[low]!++;
  }
  let before = 0;
  let sum = 0;
  for (let i = 0; i < found; i++) {
    before += between[i]!;
    sum += (i + 1) / (i + 1 + before);
  }
  return sum / found;
}
