import { useEffect, useReducer } from 'react';
import { subscribeRedraw } from '../../state/redraw';

/** Draws the component again when new steps have come, in its turn. */
export function useRedraw(): void {
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => subscribeRedraw(draw), []);
}
