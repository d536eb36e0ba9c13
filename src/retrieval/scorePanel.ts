/** Scores of many queries, four at a time: each number of the gallery is read once for all four. */
import { scoreTerms, type Embedding, type ScoreKind, type ScoreTerm } from './scores';

/** Queries that are scored together. */
export const PANEL = 4;

/** Numbers of four rows, those of one column side by side; zeros below the last row. */
function interleave(panel: Float64Array, { queries, width }: ScoreTerm, first: number): void {
  panel.fill(0);
  const rows = Math.min(PANEL, queries.length / width - first);
  for (let a = 0; a < rows; a++) for (let j = 0; j < width; j++) panel[j * PANEL + a] = queries[(first + a) * width + j]!;
}

function addPanel(scores: Float32Array, panel: Float64Array, gallery: Float32Array, width: number, weight: number): void {
  const rows = scores.length / PANEL;
  for (let i = 0, start = 0; i < rows; i++, start += width) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, at = 0; j < width; j++, at += PANEL) {
      const value = gallery[start + j]!;
      a += panel[at]! * value;
      b += panel[at + 1]! * value;
      c += panel[at + 2]! * value;
      d += panel[at + 3]! * value;
    }
    scores[i]! += weight * a;
    scores[rows + i]! += weight * b;
    scores[2 * rows + i]! += weight * c;
    scores[3 * rows + i]! += weight * d;
  }
}

/**
 * The very numbers of `scoreQuery`: each product is summed in float64 in the same order, and rounded as there.
 * @throws RangeError where the score needs a classifier that the model lacks
 */
export class ScorePanel {
  private readonly terms: (ScoreTerm & { panel: Float64Array })[];
  private readonly scores: Float32Array;

  constructor(
    queries: Embedding,
    private readonly gallery: Embedding,
    kind: ScoreKind,
    fusedWeight: number,
  ) {
    this.terms = scoreTerms(queries, gallery, kind, fusedWeight).map((term) => ({ ...term, panel: new Float64Array(PANEL * term.width) }));
    this.scores = new Float32Array(PANEL * gallery.rows);
  }

  /**
   * Scores of the queries from row `first` on, float32 [PANEL, gallery.rows], of rows beyond the last 0. Valid until the
   * next call.
   */
  from(first: number): Float32Array {
    this.scores.fill(0);
    for (const term of this.terms) {
      interleave(term.panel, term, first);
      addPanel(this.scores, term.panel, term.gallery, term.width, term.weight);
    }
    return this.scores;
  }

  /** Scores of one of the four, float32 [gallery.rows]. */
  of(query: number): Float32Array {
    return this.scores.subarray(query * this.gallery.rows, (query + 1) * this.gallery.rows);
  }
}
