/** What the numbers of the correlation panel mean, in one sentence each. */
import type { ProbePoint } from '../../../worker/protocol';
import { score, significant } from '../../parts/format';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param correlations falling */
export function spectrumSentence({ epoch, correlations }: Pick<ProbePoint, 'epoch' | 'correlations'>): string {
  const middle = correlations[Math.floor(correlations.length / 2)];
  return `At epoch ${significant(epoch)}: the first is ${score(correlations[0])}, the middle one ${score(middle)}, the last ${score(correlations.at(-1))}.`;
}

export function movementSentence(probes: readonly Pick<ProbePoint, 'epoch' | 'correlations'>[]): string {
  const [first, last] = [probes[0], probes.at(-1)];
  if (!first || !last) return '';
  if (first === last) return `Their mean is ${score(mean(last.correlations))}. With the next epoch one sees how they move.`;
  return `From epoch ${significant(first.epoch)} to ${significant(last.epoch)} their mean went from ${score(mean(first.correlations))} to ${score(mean(last.correlations))}.`;
}

export function dimensionSentence({ effectiveDimension, correlations }: Pick<ProbePoint, 'effectiveDimension' | 'correlations'>): string {
  return `The two views share about ${significant(effectiveDimension)} of ${correlations.length} directions. Near 1 the space has collapsed into a line.`;
}

/** The ridge bounds the condition number by 1 + k/r. */
export function largestCondition(k: number, ridge: number): number {
  return 1 + k / ridge;
}

export function conditionSentence({ condition }: Pick<ProbePoint, 'condition'>, bound: number): string {
  const [worse, words] = condition.image >= condition.text ? [condition.image, 'VisNet'] : [condition.text, 'TxtNet'];
  const share = worse > bound / 2 ? 'near its bound: it uses few of its directions' : 'below its bound: its outputs spread over several directions';
  return `Largest over smallest spread of a net’s outputs. ${words}’s is ${significant(worse)}, ${share}. The ridge bounds it by 1 + k/r = ${significant(bound)}.`;
}

export function residualSentence({ whiteningResidual }: Pick<ProbePoint, 'whiteningResidual'>): string {
  return `How far the whitened views are from white: ${whiteningResidual.toExponential(1)}. Training stops where an iteration of the layer leaves 0.1.`;
}
