import { toggleRun, toggleSeries, useChartView } from '../../state/chartView';
import { useHover } from '../../state/hover';
import { shownRuns } from '../../state/shownRuns';
import type { Drawing } from './drawing';
import type { FigureSeries } from './figures';
import { readings, valueWords, type Reading } from './readings';
import { runColour } from './runColours';

interface SampleProps {
  colour: string;
  dash?: string | undefined;
}

function Sample({ colour, dash }: SampleProps) {
  return (
    <svg className="line-sample" width="18" height="8" aria-hidden="true">
      <line x1="0" x2="18" y1="4" y2="4" strokeWidth="2" stroke={colour} strokeDasharray={dash} />
    </svg>
  );
}

interface SeriesButtonProps {
  figure: string;
  series: FigureSeries;
  /** Null where runs have the colours. */
  colour: string | null;
  value: string | null;
}

/** Hides its curve, or brings it back. */
function SeriesButton({ figure, series: { key, name, dash }, colour, value }: SeriesButtonProps) {
  const id = `${figure}/${key}`;
  const hidden = useChartView((state) => state.hiddenSeries.includes(id));
  return (
    <button type="button" className="quiet" aria-pressed={!hidden} title={hidden ? 'Show this curve' : 'Hide this curve'} onClick={() => toggleSeries(id)}>
      <Sample colour={colour ?? 'var(--ink)'} dash={dash} /> {name} {value !== null && <b>{value}</b>}
    </button>
  );
}

interface RunButtonProps {
  id: string;
  name: string;
  place: number;
  value: string;
}

/** Hides its run in all charts, or brings it back. */
function RunButton({ id, name, place, value }: RunButtonProps) {
  const hidden = useChartView((state) => state.hiddenRuns.includes(id));
  return (
    <button type="button" className="quiet run-button" aria-pressed={!hidden} title={`${hidden ? 'Show' : 'Hide'} ${name} in all charts`} onClick={() => toggleRun(id)}>
      <span className="run-number" style={{ color: runColour(place) }}>
        {place + 1}
      </span>
      <Sample colour={runColour(place)} /> <span className="run-name">{name}</span> <b>{value}</b>
    </button>
  );
}

const valueOf = (reading: Reading | undefined, key: string, smoothing: number): string => {
  const value = reading?.values.find(({ series }) => series.key === key);
  return value ? valueWords(value, smoothing) : '';
};

/** What the curves are, with their values where they are read, or the latest. */
export function ChartLegend({ drawing }: { drawing: Drawing }) {
  const at = useHover((state) => state.at);
  const { figure, several, smoothing } = drawing;
  const read = readings(drawing, at);
  if (!several) {
    return (
      <span className={smoothing > 0 ? 'legend smoothed' : 'legend'}>
        {figure.series.map((series) => (
          <SeriesButton key={series.key} figure={figure.name} series={series} colour={series.colour} value={valueOf(read[0], series.key, smoothing)} />
        ))}
      </span>
    );
  }
  return (
    <span className="legend">
      {figure.series.length > 1 && figure.series.map((series) => <SeriesButton key={series.key} figure={figure.name} series={series} colour={null} value={null} />)}
      {shownRuns().map(({ id, name }, place) => (
        <RunButton key={id} id={id} name={name} place={place}
          value={read.find(({ track }) => track.run.id === id)?.values.map(({ series, drawn }) => series.say(drawn)).join(' / ') ?? ''} />
      ))}
    </span>
  );
}
