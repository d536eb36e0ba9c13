/** Figures of the game between both nets and the modality classifier. */
import { configAt } from '../../../alscor/configAt';
import type { GradientTerm } from '../../../alscor/probe';
import type { ShownRun } from '../../../state/shownRuns';
import type { ProbePoint } from '../../../worker/protocol';
import { fromSteps, latestStep, perStep, shares, type FigureKind } from '../../charts/figures';
import { percent, significant } from '../../parts/format';
import { fromProbes } from '../probes/probeColumns';

export const accuracyFigure: FigureKind = {
  ...perStep,
  name: 'accuracy',
  title: 'Modality accuracy',
  series: [{ key: 'modalityAccuracy', name: 'accuracy', colour: 'var(--adversary)', say: percent }],
  columns: fromSteps(['modalityAccuracy']),
  sentence: () => 'Share of images and texts whose modality the modality classifier names. It pulls up, the nets pull down to 50 %.',
  left: shares,
  guide: () => ({ y: 0.5, label: '50 %: guessing' }),
};

export const reversalFigure: FigureKind = {
  ...perStep,
  name: 'reversal',
  title: 'Reversal strength',
  series: [{ key: 'reversal', name: 'λ', colour: 'var(--adversary)', dash: '5 3', say: significant }],
  columns: fromSteps(['reversal']),
  sentence: (run) => {
    const { adversaryWeight } = configAt(run.config, run.changes, Infinity);
    return `The gradient of the modality classifier reaches the nets times -γ·λ, now ${significant(-adversaryWeight * latestStep(run, 'reversal'))} with γ = ${significant(adversaryWeight)}.`;
  },
  smoothable: false,
  left: { ...shares, tickFormatter: significant },
};

const terms: { key: GradientTerm; name: string; colour: string; dash?: string }[] = [
  { key: 'correlation', name: 'correlation', colour: 'var(--correlation)' },
  { key: 'classification', name: 'classification', colour: 'var(--total)', dash: '7 3' },
  { key: 'contrast', name: 'contrast', colour: 'var(--method-4)', dash: '2 3' },
  { key: 'adversary', name: 'reversed', colour: 'var(--adversary)', dash: '5 3' },
];

/** Which term pulls most. */
export function strongestTerm({ epoch, gradients }: Pick<ProbePoint, 'epoch' | 'gradients'>, net: 'visNet' | 'txtNet'): string {
  const norms = gradients[net];
  const strongest = terms.reduce((best, term) => (norms[term.key] > norms[best.key] ? term : best));
  return `At epoch ${significant(epoch)} the ${strongest.name} gradient is the strongest, ${significant(norms[strongest.key])}.`;
}

const gradientFigure = (net: 'visNet' | 'txtNet', netName: string): FigureKind => ({
  name: `gradients-${net.toLowerCase()}`,
  title: `Gradient norms in ${netName}`,
  series: terms.map((term) => ({ ...term, say: significant })),
  columns: fromProbes(Object.fromEntries(terms.map(({ key }) => [key, (probe: ProbePoint) => probe.gradients[net][key]]))),
  sentence: ({ probes }: ShownRun) => strongestTerm(probes.at(-1)!, net),
  empty: 'The pull of each term of the objective, once an epoch.',
  smoothable: false,
  logAxis: 'left',
  usuallyLog: true,
});

export const gradientFigures: FigureKind[] = [gradientFigure('visNet', 'VisNet'), gradientFigure('txtNet', 'TxtNet')];
