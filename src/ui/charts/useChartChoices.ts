import { useEffect } from 'react';
import { zoomTo } from '../../state/chartView';
import { requestRedraw } from '../../state/redraw';
import { useRun } from '../../state/run';
import { useView } from '../../state/view';

/** Figures read what the address and the run say when it is their turn: a change asks for one. */
export function useChartChoices(): void {
  const { x, logX, log, smoothing, runs } = useView();
  const changes = useRun((state) => state.changes);
  const record = useRun((state) => state.record);
  useEffect(requestRedraw, [x, logX, log, smoothing, runs, changes, record]);
  const presentId = record?.id;
  // What was zoomed to in one run says nothing about the next.
  useEffect(() => zoomTo(null), [presentId]);
}
