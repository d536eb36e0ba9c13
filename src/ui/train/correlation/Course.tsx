import { useMemo } from 'react';
import { defaultConfig } from '../../../alscor/config';
import { useRun } from '../../../state/run';
import type { ProbePoint } from '../../../worker/protocol';
import { linearScale, scaleOf } from '../../charts/scale';
import type { Line } from '../probes/linePath';
import { LineFigure } from '../probes/LineFigure';
import { useProbes } from '../probes/useProbes';
import { conditionSentence, dimensionSentence, largestCondition, residualSentence } from './words';

type Curve = Pick<Line, 'name' | 'colour' | 'dash'> & { of(probe: ProbePoint): number };

const dimension: Curve[] = [{ name: 'directions', colour: 'var(--correlation)', of: (probe) => probe.effectiveDimension }];
const conditions: Curve[] = [
  { name: 'VisNet', colour: 'var(--image)', of: (probe) => probe.condition.image },
  { name: 'TxtNet', colour: 'var(--text)', dash: '5 3', of: (probe) => probe.condition.text },
];
const residual: Curve[] = [{ name: '‖A·S·A − I‖', colour: 'var(--total)', of: (probe) => probe.whiteningResidual }];

function useCourse(curves: Curve[]) {
  const { probes, newest, epochs } = useProbes();
  const lines = useMemo(() => {
    const x = probes.map(({ epoch }) => epoch);
    return curves.map(({ of, ...style }): Line => ({ ...style, x, y: probes.map(of) }));
  }, [curves, probes]);
  return { lines, newest, epochs };
}

const empty = 'It comes with the first probe, at the end of an epoch.';
const power = (value: number) => value.toExponential(0);

export function DimensionChart() {
  const { newest, ...drawn } = useCourse(dimension);
  return <LineFigure title="Effective dimension" {...drawn} scale={linearScale(0, newest?.correlations.length ?? 1)} sentence={newest ? dimensionSentence(newest) : ''} empty={empty} />;
}

export function ConditionChart() {
  const { newest, ...drawn } = useCourse(conditions);
  const ridge = useRun((state) => state.config?.ridge) ?? defaultConfig.ridge;
  const bound = largestCondition(newest?.correlations.length ?? 1, ridge);
  return (
    <LineFigure title="Condition numbers" {...drawn} scale={scaleOf([[1, bound]], true)} level={{ y: bound, label: '1 + k/r' }}
      sentence={newest ? conditionSentence(newest, bound) : ''} empty={empty} />
  );
}

/** Where training stops; src/alscor/divergence.ts holds it. */
const limit = 0.1;

export function ResidualChart() {
  const { newest, ...drawn } = useCourse(residual);
  return (
    <LineFigure title="Whitening residual" {...drawn} scale={scaleOf([[limit], ...drawn.lines.map(({ y }) => y)], true)} format={power} level={{ y: limit, label: 'training stops' }}
      sentence={newest ? residualSentence(newest) : ''} empty={empty} />
  );
}
