import { useMemo } from 'react';
import { defaultConfig } from '../../../alscor/config';
import type { GradientTerm } from '../../../alscor/probe';
import { useRun } from '../../../state/run';
import { stepColumns } from '../../../state/steps';
import type { ProbePoint } from '../../../worker/protocol';
import { linearScale, scaleOf } from '../../charts/scale';
import { axisEnd } from '../../charts/xWindow';
import { percent, significant } from '../../parts/format';
import { useRedraw } from '../../parts/useRedraw';
import type { Line } from '../probes/linePath';
import { LineFigure } from '../probes/LineFigure';
import { useProbes } from '../probes/useProbes';
import { meansOf, type Means } from './meanBins';
import { runningAccuracy, weightsAt } from './standing';

const shares = { domain: [0, 1] as [number, number], ticks: [0, 0.25, 0.5, 0.75, 1], log: false };
const half = { y: 0.5, label: '50 %: guessing' };

const epochsOf = ({ epoch }: Means): number => axisEnd(epoch.at(-1) ?? 1);

export function AccuracyChart() {
  useRedraw();
  const means = meansOf(stepColumns());
  const lines: Line[] = [
    { name: 'as measured', colour: 'var(--line-strong)', x: means.epoch, y: means.modalityAccuracy },
    { name: 'running mean', colour: 'var(--adversary)', x: means.epoch, y: runningAccuracy(means.modalityAccuracy) },
  ];
  return (
    <LineFigure title="Modality accuracy" lines={lines} epochs={epochsOf(means)} scale={shares} format={percent} level={half}
      sentence="Share of images and texts whose modality the modality classifier names. It pulls up, the nets pull down to 50 %." empty="It is drawn from the first step on." />
  );
}

export function ReversalChart() {
  useRedraw();
  const { config, changes } = useRun.getState();
  const means = meansOf(stepColumns());
  const weights = weightsAt(config ?? defaultConfig, changes, means.step);
  const strength = means.reversal.map((λ, i) => λ * weights[i]!);
  const lines: Line[] = [{ name: 'γ·λ', colour: 'var(--adversary)', dash: '5 3', x: means.epoch, y: strength }];
  return (
    <LineFigure title="Reversal strength" lines={lines} epochs={epochsOf(means)} scale={linearScale(0, Math.max(1, ...strength.filter(Number.isFinite)))}
      sentence="How strongly the nets push against the modality classifier: its gradient reaches them times -γ·λ." empty="It is drawn from the first step on." />
  );
}

const terms: ({ key: GradientTerm } & Pick<Line, 'name' | 'colour' | 'dash'>)[] = [
  { key: 'correlation', name: 'correlation', colour: 'var(--correlation)' },
  { key: 'classification', name: 'classification', colour: 'var(--total)', dash: '7 3' },
  { key: 'contrast', name: 'contrast', colour: 'var(--method-4)', dash: '2 3' },
  { key: 'adversary', name: 'reversed', colour: 'var(--adversary)', dash: '5 3' },
];

function strongestTerm(probe: ProbePoint, net: 'visNet' | 'txtNet'): string {
  const norms = probe.gradients[net];
  const strongest = terms.reduce((best, term) => (norms[term.key] > norms[best.key] ? term : best));
  const others = terms.filter(({ key }) => norms[key] === 0).map(({ name }) => name);
  const quiet = others.length > 0 ? ` Not drawn, as it is 0: ${others.join(', ')}.` : '';
  return `At epoch ${significant(probe.epoch)} the ${strongest.name} gradient is the strongest, ${significant(norms[strongest.key])}.${quiet}`;
}

export function GradientChart({ net }: { net: 'visNet' | 'txtNet' }) {
  const { probes, newest, epochs } = useProbes();
  const lines = useMemo(() => {
    const x = probes.map(({ epoch }) => epoch);
    return terms.map(({ key, ...style }): Line => ({ ...style, x, y: probes.map(({ gradients }) => gradients[net][key]) }));
  }, [probes, net]);
  return (
    <LineFigure title={`Gradient norms in ${net === 'visNet' ? 'VisNet' : 'TxtNet'}`} lines={lines} epochs={epochs} scale={scaleOf(lines.map(({ y }) => y), true)}
      sentence={newest ? strongestTerm(newest, net) : ''} empty="The pull of each term of the objective, once an epoch." />
  );
}
