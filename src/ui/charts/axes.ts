import { significant } from '../parts/format';

export const PLOT_HEIGHT = 150;
export const margin = { top: 6, right: 10, bottom: 0, left: 0 };
export const yAxis = { width: 44, tickFormatter: significant, tick: { fontSize: 11, fill: 'var(--muted)' }, stroke: 'var(--line-strong)' };
/** Of a plot over epochs, whose ends are given. */
export const xAxis = {
  type: 'number' as const,
  allowDataOverflow: true,
  allowDecimals: false,
  tick: { fontSize: 11, fill: 'var(--muted)' },
  height: 20,
  stroke: 'var(--line-strong)',
};
export const tooltip = {
  isAnimationActive: false,
  formatter: (value: unknown) => (typeof value === 'number' ? significant(value) : String(value)),
  contentStyle: { background: 'var(--panel)', border: '1px solid var(--line-strong)', borderRadius: 4, fontSize: 12, padding: '4px 8px' },
};
