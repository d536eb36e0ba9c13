import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useRun } from '../../state/run';
import { stepAt, stepColumns } from '../../state/steps';
import { percent, significant } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { adversarySentence } from '../train/sentences';
import { margin, PLOT_HEIGHT, tooltip, xAxis, yAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { chartRows, type Series } from './series';

const series: Series[] = [
  { key: 'modalityAccuracy', name: 'accuracy', colour: 'var(--adversary)' },
  { key: 'adversary', name: 'loss', colour: 'var(--muted)', dash: '4 3' },
];

const tick = (share: number) => `${Math.round(share * 100)}%`;

export function AdversaryChart({ smoothing }: { smoothing: number }) {
  const ready = useRedraw();
  const weight = useRun((state) => state.config?.adversaryWeight ?? 1);
  const latest = stepAt(-1);
  const legend = latest
    ? [
        { name: 'accuracy', colour: 'var(--adversary)', latest: percent(latest.modalityAccuracy) },
        { name: 'loss', colour: 'var(--muted)', latest: significant(latest.adversary) },
      ]
    : series.map(({ name, colour }) => ({ name, colour, latest: '' }));
  return (
    <ChartFrame title="Modality classifier" ready={ready} points={stepColumns().step.length} latest={latest ? `${latest.modalityAccuracy} ${latest.adversary}` : ''}
      sentence={latest ? adversarySentence(latest, weight) : ''} legend={legend}
      empty="Its accuracy starts wherever it can tell images from texts, and the nets push it towards 50 %, the dashed line.">
      <ResponsiveContainer width="100%" height={PLOT_HEIGHT}>
        <LineChart data={chartRows(series, smoothing)} margin={{ ...margin, right: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...xAxis} />
          <YAxis {...yAxis} yAxisId="accuracy" domain={[0, 1]} tickFormatter={tick} ticks={[0, 0.25, 0.5, 0.75, 1]} />
          <YAxis {...yAxis} yAxisId="loss" orientation="right" domain={[0, 'auto']} width={34} />
          <Tooltip {...tooltip} />
          <ReferenceLine yAxisId="accuracy" y={0.5} stroke="var(--ink)" strokeDasharray="6 4" strokeOpacity={0.6} />
          {series.map(({ key, name, colour, dash }) => (
            <Line key={key} yAxisId={name} dataKey={key} name={name} stroke={colour} strokeWidth={1.5} strokeDasharray={dash} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
