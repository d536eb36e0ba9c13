import type { StepPoint } from '../../worker/protocol';
import { useHover } from '../../state/hover';
import { stepAt, stepColumns } from '../../state/steps';
import { significant } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { ChartFrame } from './ChartFrame';
import { Plot } from './Plot';
import { scaleOf } from './scale';
import { epochsShown, stepCurves, stepNear, type Series } from './series';

interface StepChartProps {
  title: string;
  series: Series[];
  smoothing: number;
  log?: boolean;
  sentence(latest: StepPoint): string;
}

export function StepChart({ title, series, smoothing, log = false, sentence }: StepChartProps) {
  const ready = useRedraw();
  const latest = stepAt(-1);
  const shown = stepNear(useHover((state) => state.epoch));
  const curves = stepCurves(series, smoothing);
  const legend = series.map(({ key, name, colour }) => ({ name, colour, value: shown === null ? '' : significant(stepColumns()[key][shown]!) }));
  return (
    <ChartFrame title={title} ready={ready} points={stepColumns().step.length} latest={latest ? series.map(({ key }) => latest[key]).join(' ') : ''}
      sentence={latest ? sentence(latest) : ''} legend={legend} empty="One point for each training step will be drawn here.">
      <Plot curves={curves} epochs={epochsShown()} left={scaleOf(curves.map(({ y }) => y), log)} />
    </ChartFrame>
  );
}
