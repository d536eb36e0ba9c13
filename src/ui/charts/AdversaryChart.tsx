import { useHover } from '../../state/hover';
import { useRun } from '../../state/run';
import { stepAt, stepColumns } from '../../state/steps';
import { percent, significant } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { adversarySentence } from '../train/sentences';
import { ChartFrame } from './ChartFrame';
import { Plot } from './Plot';
import { linearScale } from './scale';
import { epochsShown, stepCurves, stepNear, type Series } from './series';

const series: Series[] = [
  { key: 'modalityAccuracy', name: 'accuracy', colour: 'var(--adversary)' },
  { key: 'adversary', name: 'loss', colour: 'var(--muted)', dash: '4 3', axis: 'right' },
];

const shares = { domain: [0, 1] as [number, number], ticks: [0, 0.25, 0.5, 0.75, 1], log: false, tickFormatter: (share: number) => `${Math.round(share * 100)}%` };
const half = { y: 0.5, dash: '6 4' };

export function AdversaryChart({ smoothing }: { smoothing: number }) {
  const ready = useRedraw();
  const weight = useRun((state) => state.config?.adversaryWeight ?? 1);
  const latest = stepAt(-1);
  const shown = stepNear(useHover((state) => state.epoch));
  const columns = stepColumns();
  const curves = stepCurves(series, smoothing);
  const losses = curves.filter(({ axis }) => axis === 'right').flatMap(({ y }) => y);
  const legend = series.map(({ key, name, colour }) => {
    const value = shown === null ? null : columns[key][shown]!;
    return { name, colour, value: value === null ? '' : key === 'modalityAccuracy' ? percent(value) : significant(value) };
  });
  return (
    <ChartFrame title="Modality classifier" ready={ready} points={columns.step.length} latest={latest ? `${latest.modalityAccuracy} ${latest.adversary}` : ''}
      sentence={latest ? adversarySentence(latest, weight) : ''} legend={legend}
      empty="Its accuracy starts wherever it can tell images from texts, and the nets push it towards 50 %, the dashed line.">
      <Plot curves={curves} epochs={epochsShown()} left={shares} right={linearScale(0, Math.max(1, ...losses.filter(Number.isFinite)))} mark={half} />
    </ChartFrame>
  );
}
