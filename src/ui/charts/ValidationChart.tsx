import { useMemo } from 'react';
import { useHover } from '../../state/hover';
import { useRun } from '../../state/run';
import { score } from '../parts/format';
import { useRedraw } from '../parts/useRedraw';
import { bestEpoch, bestScoreKind, validationSentence } from '../train/sentences';
import { ChartFrame } from './ChartFrame';
import { nearestIndex, type PlottedCurve } from './plottedCurve';
import { decimate } from './decimate';
import { Plot } from './Plot';
import { scaleOf } from './scale';
import { axisEnd, POINT_LIMIT } from './series';

const kinds = [
  { key: 'i2t', name: 'image→text', colour: 'var(--image)' },
  { key: 't2i', name: 'text→image', colour: 'var(--text)', dash: '5 3' },
] as const;

const DOTS_BELOW = 12;

export function ValidationChart() {
  const ready = useRedraw();
  const { epochs } = useRun.getState();
  const hovered = useHover((state) => state.epoch);
  const { curves, best } = useMemo(() => {
    const kind = bestScoreKind(epochs);
    const drawn = kinds.map(({ key, ...style }): PlottedCurve => {
      const values = epochs.map(({ validation }) => validation[kind][key]);
      const kept = decimate([values], POINT_LIMIT);
      return { ...style, x: kept.map((i) => epochs[i]!.epoch), y: kept.map((i) => values[i]!), dots: epochs.length < DOTS_BELOW };
    });
    return { curves: drawn, best: bestEpoch(epochs) };
  }, [epochs]);
  const legend = curves.map(({ name, colour, x, y }) => {
    const value = hovered === null ? y.at(-1) : y[nearestIndex(x, hovered)];
    return { name, colour, value: value === undefined ? '' : score(value) };
  });
  return (
    <ChartFrame title="Validation MAP" ready={ready} points={epochs.length} latest={curves.map(({ y }) => y.at(-1)).join(' ').trim()} sentence={validationSentence(epochs)}
      legend={legend} empty="After each epoch: mean average precision on the validation items, in both directions.">
      <Plot curves={curves} epochs={axisEnd(epochs.at(-1)?.epoch ?? 1)} left={scaleOf(curves.map(({ y }) => y), false)}
        mark={best ? { x: best.epoch, dash: '2 3', label: 'best' } : undefined} />
    </ChartFrame>
  );
}
