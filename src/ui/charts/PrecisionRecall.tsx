import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Direction } from '../../retrieval/scores';
import type { EvaluationRow } from '../evaluate/rows';
import { score } from '../parts/format';
import { margin, tooltip, yAxis } from './axes';

/** Apart from the colours of images, texts, adversary and correlation, which mean the same everywhere. */
const colours = ['var(--method-1)', 'var(--method-2)', 'var(--method-3)', 'var(--method-4)'];
const dashes = ['4 3', '', '8 3', '2 2'];

export function PrecisionRecall({ rows, direction, chance }: { rows: EvaluationRow[]; direction: Direction; chance: number }) {
  const data = Array.from({ length: 11 }, (_, i) => ({
    recall: i / 10,
    ...Object.fromEntries(rows.map(({ key, metrics }) => [key, metrics[direction].precisionRecall[i]])),
  }));
  return (
    <figure className="chart" aria-label="Precision and recall" data-points={rows.length * 11}>
      <figcaption>
        <b>Precision and recall</b>
        <span className="legend">
          {rows.map(({ key }, i) => (
            <span key={key}>
              <span className="swatch" style={{ background: colours[i % colours.length] }} /> {key}
            </span>
          ))}
          <span>dashed: chance {score(chance)}</span>
        </span>
      </figcaption>
      <ResponsiveContainer width="100%" height={260}>
        <LineChart data={data} margin={{ ...margin, top: 10 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis dataKey="recall" type="number" domain={[0, 1]} ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]} tick={{ fontSize: 11, fill: 'var(--muted)' }} height={34}
            stroke="var(--line-strong)" label={{ value: 'recall', fontSize: 11, fill: 'var(--muted)', position: 'insideBottom' }} />
          <YAxis {...yAxis} domain={[0, 1]} />
          <Tooltip {...tooltip} labelFormatter={(label) => `recall ${String(label)}`} />
          <ReferenceLine y={chance} stroke="var(--ink)" strokeDasharray="6 4" strokeOpacity={0.6} />
          {rows.map(({ key }, i) => (
            <Line key={key} dataKey={(point: Record<string, number>) => point[key]} name={key} stroke={colours[i % colours.length]} strokeDasharray={dashes[i % dashes.length]}
              strokeWidth={1.5} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}
