import type { Hit } from '../../worker/protocol';

export interface Move {
  /** "▲ 12", "▼ 3", "=", "–" */
  sign: string;
  /** "12 ranks higher than by Linear CCA, where it is 13" */
  words: string;
  way: 'up' | 'down' | 'same' | 'none';
}

/** How far a hit stands from where another model has it. @param by "by Linear CCA" */
export function moveOf({ rank, rankBeside }: Pick<Hit, 'rank' | 'rankBeside'>, by: string): Move {
  if (rankBeside === null) return { sign: '–', words: `not among the first ${by}`, way: 'none' };
  const places = Math.abs(rankBeside - rank);
  if (places === 0) return { sign: '=', words: `the same rank ${by}`, way: 'same' };
  const up = rankBeside > rank;
  return { sign: `${up ? '▲' : '▼'} ${places}`, words: `${places} rank${places === 1 ? '' : 's'} ${up ? 'higher' : 'lower'} than ${by}, where it is ${rankBeside}`, way: up ? 'up' : 'down' };
}
