/** Who is ahead of whom, in sentences. */
import type { ScoreKind } from '../retrieval/scores';
import { decimal, listed, plusMinus, pWords } from './numbers';
import type { ScoreTest } from './comparison';
import { map } from './measures';
import { averageMap, cellOf, type ComparisonRow } from './summary';

/** Corrected p-values up to this are called a difference. */
export const LEVEL = 0.05;

export const scoreWords: Record<ScoreKind, string> = { semantic: 'the semantic score', canonical: 'cosine', fused: 'the fused score' };

export type Standing = 'ahead' | 'behind' | 'not told apart';

/** Where a row stands beside ALSCOR, by the corrected p-value. */
export function standingOf({ corrected, difference }: Pick<ScoreTest, 'corrected' | 'difference'>): Standing {
  if (corrected > LEVEL) return 'not told apart';
  return difference > 0 ? 'ahead' : 'behind';
}

function isAlscor({ method }: ComparisonRow): boolean {
  return method.group === 'alscor';
}

/** The best row; rows of other methods with the same digits are as good. */
function firstSentence(rows: readonly ComparisonRow[]): string {
  const best = rows.reduce((a, b) => (averageMap(b) > averageMap(a) ? b : a));
  const digits = decimal(averageMap(best));
  const level = rows.filter((row) => decimal(averageMap(row)) === digits);
  const labels = [...new Set(level.map(({ method }) => method.label))];
  if (labels.length > 1) return `${listed(labels)} share the highest average MAP, ${digits}.`;
  const average = best.fits.length > 1 ? plusMinus(cellOf(best, { measure: map, shown: 'mean' })) : digits;
  return `${best.method.label} has the highest average MAP, ${average} by ${scoreWords[best.score]}.`;
}

/** One row that has a higher MAP than ALSCOR's, whether or not the test tells them apart. */
function aheadSentence(row: ComparisonRow, reference: ComparisonRow): string {
  const { method, score, test } = row;
  const [own, other] = [decimal(averageMap(row)), decimal(averageMap(reference))];
  const by = reference.score === score ? `by ${scoreWords[score]}` : `by ${scoreWords[score]}, of ALSCOR by ${scoreWords[reference.score]}`;
  const sure = test ? `, ${pWords(test.corrected)}${standingOf(test) === 'not told apart' ? ', which the test does not tell apart' : ''}` : '';
  return own === other ? `${method.label} is level ${by}: both ${own}.` : `${method.label} is ahead ${by}: ${own} against ${other}${sure}.`;
}

/**
 * The highest MAP of the table, then every score by which a compared method is ahead of ALSCOR.
 * @param rows of `comparisonRows`
 */
export function standingSentences(rows: readonly ComparisonRow[]): string[] {
  if (rows.length === 0) return [];
  const compared = rows.filter(({ method }) => method.group === 'compared');
  const referenceOf = ({ score, test }: ComparisonRow) => rows.find((row) => isAlscor(row) && row.score === (test?.against ?? score));
  const ahead = compared.flatMap((row) => {
    const reference = referenceOf(row);
    return reference && Number(decimal(averageMap(row))) >= Number(decimal(averageMap(reference))) ? [aheadSentence(row, reference)] : [];
  });
  const none = compared.some(referenceOf) && ahead.length === 0 ? ['By each score that both have, ALSCOR is ahead of every compared method.'] : [];
  return [firstSentence(rows), ...ahead, ...none];
}
