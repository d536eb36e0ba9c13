import { useEffect, useReducer } from 'react';
import { subscribeRedraw } from '../../state/redraw';

/**
 * Draws the component again when new steps have come, in its turn.
 * @returns whether it has had a turn: what is slow to draw waits for the first
 */
export function useRedraw(): boolean {
  const [turns, draw] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => subscribeRedraw(draw), []);
  return turns > 0;
}
