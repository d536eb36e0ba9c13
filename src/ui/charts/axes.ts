import { significant } from '../parts/format';

export const PLOT_HEIGHT = 150;
export const margin = { top: 6, right: 10, bottom: 0, left: 0 };
export const yAxis = { width: 44, tickFormatter: significant, tick: { fontSize: 11, fill: 'var(--muted)' }, stroke: 'var(--line-strong)' };
/** The curves start at 0 and end at a whole epoch, so that the ticks are whole epochs. */
const wholeEpochs = (max: number): number => Math.max(1, Math.ceil(max));

export const xAxis = {
  dataKey: 'epoch',
  type: 'number' as const,
  domain: [0, wholeEpochs] as [number, (max: number) => number],
  allowDecimals: false,
  tickFormatter: (value: number) => String(Number(value.toFixed(1))),
  tick: { fontSize: 11, fill: 'var(--muted)' },
  height: 20,
  stroke: 'var(--line-strong)',
};
export const tooltip = {
  isAnimationActive: false,
  formatter: (value: unknown) => (typeof value === 'number' ? significant(value) : String(value)),
  labelFormatter: (label: unknown) => `epoch ${typeof label === 'number' ? label.toFixed(2) : String(label)}`,
  contentStyle: { background: 'var(--panel)', border: '1px solid var(--line-strong)', borderRadius: 4, fontSize: 12, padding: '4px 8px' },
};
