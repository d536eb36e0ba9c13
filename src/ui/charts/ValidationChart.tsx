import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useMemo } from 'react';
import { useRun } from '../../state/run';
import { score } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { bestEpoch, bestScoreKind, validationSentence } from '../train/sentences';
import { margin, PLOT_HEIGHT, tooltip, xAxis, yAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { decimate } from './decimate';
import { POINT_LIMIT } from './series';

/** Drawn under the empty chart's words, for the reason that `chartRows` gives. */
const hidden = [0, 1].map((epoch) => ({ epoch, i2t: epoch, t2i: epoch }));

export function ValidationChart() {
  const ready = useRedraw();
  const { epochs } = useRun.getState();
  const { rows, best } = useMemo(() => {
    const kind = bestScoreKind(epochs);
    const points = epochs.map(({ epoch, validation }) => ({ epoch, ...validation[kind] }));
    const kept = decimate([points.map(({ i2t }) => i2t), points.map(({ t2i }) => t2i)], POINT_LIMIT);
    return { rows: kept.map((index) => points[index]!), best: bestEpoch(epochs) };
  }, [epochs]);
  const latest = rows.at(-1);
  const drawn = rows.length > 0 ? rows : hidden;
  const legend = [
    { name: 'image→text', colour: 'var(--image)', latest: latest ? score(latest.i2t) : '' },
    { name: 'text→image', colour: 'var(--text)', latest: latest ? score(latest.t2i) : '' },
  ];
  return (
    <ChartFrame title="Validation MAP" ready={ready} points={epochs.length} latest={latest ? `${latest.i2t} ${latest.t2i}` : ''} sentence={validationSentence(epochs)}
      legend={legend} empty="After each epoch: mean average precision on the validation items, in both directions.">
      <ResponsiveContainer width="100%" height={PLOT_HEIGHT}>
        <LineChart data={drawn} margin={margin} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...xAxis} allowDecimals={false} />
          <YAxis {...yAxis} domain={['auto', 'auto']} />
          <Tooltip {...tooltip} />
          {best && <ReferenceLine x={best.epoch} stroke="var(--ink)" strokeDasharray="2 3" label={{ value: 'best', fontSize: 11, fill: 'var(--muted)', position: best.epoch > epochs.length / 2 ? 'insideBottomRight' : 'insideBottomLeft' }} />}
          <Line dataKey="i2t" name="image→text" stroke="var(--image)" strokeWidth={1.5} dot={rows.length < 12 && { r: 2 }} isAnimationActive={false} />
          <Line dataKey="t2i" name="text→image" stroke="var(--text)" strokeDasharray="5 3" strokeWidth={1.5} dot={rows.length < 12 && { r: 2 }} isAnimationActive={false} />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
