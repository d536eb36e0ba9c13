import type { RefObject } from 'react';
import { toggleLog } from '../../state/chartView';
import { report } from '../../state/problems';
import { useView } from '../../state/view';
import { downloadBlob, fileName } from '../parts/download';
import { drawingNow, isLog } from './drawingNow';
import { chartCsv, chartJson } from './export/chartFiles';
import { savePng, saveSvg } from './export/picture';
import { textFile } from './export/textFile';
import type { FigureKind } from './figures';

type Format = 'CSV' | 'JSON' | 'PNG' | 'SVG';
const formats: Format[] = ['CSV', 'JSON', 'PNG', 'SVG'];

async function save(kind: FigureKind, figure: HTMLElement, format: Format): Promise<void> {
  const drawing = drawingNow(kind);
  const name = (ending: string) => fileName(`alscor-${kind.title.toLowerCase()}`, ending);
  try {
    if (format === 'CSV') downloadBlob(name('.csv'), await textFile(chartCsv(drawing), 'text/csv'));
    else if (format === 'JSON') downloadBlob(name('.json'), await textFile(chartJson(drawing), 'application/json'));
    else if (format === 'PNG') await savePng(figure, drawing);
    else saveSvg(figure, drawing);
  } catch (error) {
    report(error);
  }
}

interface ChartToolsProps {
  kind: FigureKind;
  figure: RefObject<HTMLElement | null>;
  table: boolean;
  setTable(open: boolean): void;
  /** Whether there is nothing to save yet. */
  empty: boolean;
}

/** The y axis of a chart, what it shows as a table, and as files. */
export function ChartTools({ kind, figure, table, setTable, empty }: ChartToolsProps) {
  const { name, title, logAxis } = kind;
  const log = useView((state) => isLog(kind, state.log));
  const axis = logAxis === 'right' ? 'Log loss axis' : 'Log y axis';
  return (
    <div className="chart-tools" role="group" aria-label={`Tools of ${title}`}>
      <button type="button" className="quiet" aria-pressed={log} aria-label={`${axis} of ${title}`} onClick={() => toggleLog(name)}>
        {axis}
      </button>
      <button type="button" className="quiet" aria-expanded={table} aria-label={`Table of ${title}`} onClick={() => setTable(!table)}>
        Table
      </button>
      {formats.map((format) => (
        <button key={format} type="button" className="quiet" disabled={empty} aria-label={`${title} as ${format}`} onClick={() => figure.current && void save(kind, figure.current, format)}>
          {format}
        </button>
      ))}
    </div>
  );
}
