import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { StepPoint } from '../../worker/protocol';
import { stepAt, stepColumns } from '../../state/steps';
import { significant } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { margin, PLOT_HEIGHT, tooltip, xAxis, yAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { chartRows, type Series } from './series';

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
  const legend = series.map(({ key, name, colour }) => ({ name, colour, latest: latest ? significant(latest[key]) : '' }));
  return (
    <ChartFrame title={title} ready={ready} points={stepColumns().step.length} latest={latest ? series.map(({ key }) => latest[key]).join(' ') : ''}
      sentence={latest ? sentence(latest) : ''} legend={legend} empty="One point for each training step will be drawn here.">
      <ResponsiveContainer width="100%" height={PLOT_HEIGHT}>
        <LineChart data={chartRows(series, smoothing)} margin={margin} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...xAxis} />
          <YAxis {...yAxis} scale={log ? 'log' : 'linear'} domain={['auto', 'auto']} allowDataOverflow={log} />
          <Tooltip {...tooltip} />
          {series.map(({ key, name, colour, dash }) => (
            <Line key={key} dataKey={key} name={name} stroke={colour} strokeWidth={1.5} strokeDasharray={dash} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
