import type { KeyboardEvent, ReactNode } from 'react';
import { zoomTo } from '../../state/chartView';
import { readAt, useHover } from '../../state/hover';
import type { Drawing } from './drawing';
import { drawingNow } from './drawingNow';
import { keyAction } from './keys';
import { readingWords } from './readings';

const keys = 'ArrowLeft ArrowRight PageUp PageDown Home End Escape + - 0';

interface PlotReaderProps {
  drawing: Drawing;
  /** Ids of what tells its curves and marks in words. */
  describedBy: string;
  children: ReactNode;
}

/**
 * A plot as a slider along its x axis: arrows, Home and End move the reading in all charts, Escape leaves it; plus and
 * minus zoom, 0 shows everything.
 */
export function PlotReader({ drawing, describedBy, children }: PlotReaderProps) {
  const at = useHover((state) => state.at);
  const { figure, x, stretch } = drawing;
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What is on the screen may wait for its turn to be drawn anew; a key goes on from what was chosen last.
    const action = keyAction(event.key, event.shiftKey, drawingNow(figure), at);
    if (!action) return;
    event.preventDefault();
    if ('read' in action) readAt(action.read);
    else zoomTo(action.zoom && { x: x.name, ...action.zoom });
  };
  return (
    <div className="plot" role="slider" tabIndex={0} aria-label={`Reading of ${figure.title}`} aria-describedby={describedBy} aria-orientation="horizontal" aria-keyshortcuts={keys}
      aria-valuemin={stretch.from} aria-valuemax={stretch.to} aria-valuenow={at ?? stretch.to} aria-valuetext={readingWords(drawing, at)} onKeyDown={press} onBlur={() => readAt(null)}>
      {children}
    </div>
  );
}
