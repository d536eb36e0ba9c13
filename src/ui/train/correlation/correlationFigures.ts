/** Figures of what the probes say of the correlation and of the layer that measures it. */
import { configAt } from '../../../alscor/configAt';
import type { ShownRun } from '../../../state/shownRuns';
import type { FigureKind } from '../../charts/figures';
import { significant } from '../../parts/format';
import { fromProbes } from '../probes/probeColumns';
import { conditionSentence, dimensionSentence, largestCondition, residualSentence } from './words';

const perProbe = { empty: 'It comes with the first probe, at the end of an epoch.', smoothable: false, logAxis: 'left' as const };

/** Where training stops; src/alscor/divergence.ts holds it. */
const RESIDUAL_LIMIT = 0.1;

const boundOf = ({ config, changes }: ShownRun): number => {
  const { latentDim, ridge } = configAt(config, changes, Infinity);
  return largestCondition(latentDim, ridge);
};

export const correlationFigures: FigureKind[] = [
  {
    ...perProbe,
    name: 'dimension',
    title: 'Effective dimension',
    series: [{ key: 'dimension', name: 'directions', colour: 'var(--correlation)', say: significant }],
    columns: fromProbes({ dimension: (probe) => probe.effectiveDimension }),
    sentence: ({ probes }) => dimensionSentence(probes.at(-1)!),
    guide: ({ config }) => ({ y: config.latentDim, label: 'k' }),
  },
  {
    ...perProbe,
    name: 'condition',
    title: 'Condition numbers',
    series: [
      { key: 'image', name: 'VisNet', colour: 'var(--image)', say: significant },
      { key: 'text', name: 'TxtNet', colour: 'var(--text)', dash: '5 3', say: significant },
    ],
    columns: fromProbes({ image: (probe) => probe.condition.image, text: (probe) => probe.condition.text }),
    sentence: (run) => conditionSentence(run.probes.at(-1)!, boundOf(run)),
    usuallyLog: true,
    guide: (run) => ({ y: boundOf(run), label: '1 + k/r' }),
  },
  {
    ...perProbe,
    name: 'residual',
    title: 'Whitening residual',
    series: [{ key: 'residual', name: '‖A·S·A − I‖', colour: 'var(--total)', say: (value) => value.toExponential(1) }],
    columns: fromProbes({ residual: (probe) => probe.whiteningResidual }),
    sentence: ({ probes }) => residualSentence(probes.at(-1)!),
    usuallyLog: true,
    guide: () => ({ y: RESIDUAL_LIMIT, label: 'training stops' }),
  },
];
