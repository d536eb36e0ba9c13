import { useMemo } from 'react';
import { defaultConfig } from '../../../alscor/config';
import { useRun } from '../../../state/run';
import type { ProbePoint } from '../../../worker/protocol';
import { linearScale, scaleOf } from '../../charts/scale';
import { axisEnd } from '../../charts/xWindow';
import type { Line } from '../probes/linePath';
import { LineFigure } from '../probes/LineFigure';
import { thinned } from '../probes/thinned';
import { Movement } from './Movement';
import { ProbeTable } from './ProbeTable';
import { Spectrum } from './Spectrum';
import { conditionSentence, dimensionSentence, largestCondition, residualSentence } from './words';
import '../probes/plots.css';
import './correlation.css';

type Curve = Pick<Line, 'name' | 'colour' | 'dash'> & { of(probe: ProbePoint): number };

const dimension: Curve[] = [{ name: 'directions', colour: 'var(--correlation)', of: (probe) => probe.effectiveDimension }];
const conditions: Curve[] = [
  { name: 'VisNet', colour: 'var(--image)', of: (probe) => probe.condition.image },
  { name: 'TxtNet', colour: 'var(--text)', dash: '5 3', of: (probe) => probe.condition.text },
];
const residual: Curve[] = [{ name: '‖A·S·A − I‖', colour: 'var(--total)', of: (probe) => probe.whiteningResidual }];

function linesOf(curves: Curve[], probes: readonly ProbePoint[]): Line[] {
  const x = probes.map(({ epoch }) => epoch);
  return curves.map(({ of, ...style }) => ({ ...style, x, y: probes.map(of) }));
}

const power = (value: number) => value.toExponential(0);
const once = 'It comes once an epoch.';

function Course({ probes, newest }: { probes: readonly ProbePoint[]; newest: ProbePoint | undefined }) {
  const ridge = useRun((state) => state.config?.ridge) ?? defaultConfig.ridge;
  const lines = useMemo(() => ({ dimension: linesOf(dimension, probes), conditions: linesOf(conditions, probes), residual: linesOf(residual, probes) }), [probes]);
  const epochs = axisEnd(newest?.epoch ?? 1);
  const k = newest?.correlations.length ?? 1;
  const bound = largestCondition(k, ridge);
  return (
    <>
      <LineFigure title="Effective dimension" lines={lines.dimension} epochs={epochs} scale={linearScale(0, k)} sentence={newest ? dimensionSentence(newest) : ''} empty={once} />
      <LineFigure title="Condition numbers" lines={lines.conditions} epochs={epochs} scale={scaleOf([[1, bound]], true)} level={{ y: bound, label: '1 + k/r' }}
        sentence={newest ? conditionSentence(newest, bound) : ''} empty={once} />
      <LineFigure title="Whitening residual" lines={lines.residual} epochs={epochs} scale={scaleOf([[0.1], ...lines.residual.map(({ y }) => y)], true)} format={power} level={{ y: 0.1, label: 'training stops' }}
        sentence={newest ? residualSentence(newest) : ''} empty={once} />
    </>
  );
}

/** How much the two views have in common, and how sound the layer is that measures it. */
export default function CorrelationPanel() {
  const all = useRun((state) => state.probes);
  const probes = useMemo(() => thinned(all), [all]);
  const newest = probes.at(-1);
  return (
    <>
      <p className="help lab-note">
        {newest ? 'Each probe looks at one training batch of the first member, dropout included.' : 'Probes come once an epoch, from the first epoch of a run on.'}
      </p>
      <div className="lab-grid">
        <Spectrum probe={newest} first={probes[0]} />
        <Movement probes={probes} />
        <Course probes={probes} newest={newest} />
      </div>
      <ProbeTable probes={all} />
    </>
  );
}
