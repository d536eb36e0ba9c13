import { useState } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { FitMetrics } from '../../comparison/comparison';
import type { Direction } from '../../retrieval/scores';
import { score } from '../parts/format';
import { margin, tooltip, yAxis } from './axes';
import { lineStyle } from './methodStyle';

export interface Curve {
  key: string;
  /** Its place among all methods, which gives its look: a method keeps it whatever else is shown. */
  place: number;
  /** Drawn thicker. */
  strong?: boolean;
  metrics: Record<Direction, Pick<FitMetrics, 'precisionRecall'>>;
}

function Sample({ place }: Pick<Curve, 'place'>) {
  return (
    <svg className="line-sample" width="26" height="8" aria-hidden="true">
      <line x1="0" x2="26" y1="4" y2="4" strokeWidth="2" {...lineStyle(place)} />
    </svg>
  );
}

interface LegendProps {
  curves: Curve[];
  hidden: ReadonlySet<string>;
  toggle(key: string): void;
}

/** Each name hides its curve, or brings it back. */
function Legend({ curves, hidden, toggle }: LegendProps) {
  return (
    <div className="curve-legend">
      {curves.map(({ key, place }) => (
        <button key={key} type="button" className="quiet" aria-pressed={!hidden.has(key)} title={hidden.has(key) ? 'Show this curve' : 'Hide this curve'} onClick={() => toggle(key)}>
          <Sample place={place} /> {key}
        </button>
      ))}
    </div>
  );
}

export function PrecisionRecall({ curves, direction, chance }: { curves: Curve[]; direction: Direction; chance: number }) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = curves.filter(({ key }) => !hidden.has(key));
  const data = Array.from({ length: 11 }, (_, i) => ({
    recall: i / 10,
    ...Object.fromEntries(shown.map(({ key, metrics }) => [key, metrics[direction].precisionRecall[i]])),
  }));
  const toggle = (key: string) => setHidden((before) => new Set(before.has(key) ? [...before].filter((other) => other !== key) : [...before, key]));
  return (
    <figure className="chart" aria-label="Precision and recall" data-points={shown.length * 11}>
      <figcaption>
        <b>Precision and recall</b>
        <span className="legend">thin dashes: chance {score(chance)}</span>
      </figcaption>
      <ResponsiveContainer width="100%" height={300}>
        <LineChart data={data} margin={{ ...margin, top: 10 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis dataKey="recall" type="number" domain={[0, 1]} ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]} tick={{ fontSize: 11, fill: 'var(--muted)' }} height={34}
            stroke="var(--line-strong)" label={{ value: 'recall', fontSize: 11, fill: 'var(--muted)', position: 'insideBottom' }} />
          <YAxis {...yAxis} domain={[0, 1]} />
          <Tooltip {...tooltip} labelFormatter={(label) => `recall ${String(label)}`} itemSorter={({ value }) => -Number(value)} />
          <ReferenceLine y={chance} stroke="var(--ink)" strokeDasharray="6 4" strokeOpacity={0.6} />
          {shown.map(({ key, place, strong }) => (
            <Line key={key} dataKey={(point: Record<string, number>) => point[key]} name={key} {...lineStyle(place)} strokeWidth={strong ? 2.5 : 1.5} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
      <Legend curves={curves} hidden={hidden} toggle={toggle} />
    </figure>
  );
}
