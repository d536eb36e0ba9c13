import { useState } from 'react';
import type { History } from '../../../state/history';
import type { DatasetSummary } from '../../../worker/protocol';
import { score } from '../../parts/format';
import { epochScale, HEIGHT, pathOf, rankScale, rankTicks, WIDTH } from './bumpScale';

const AP_HEIGHT = 90;

interface ChartProps {
  history: History;
  /** The epoch that is looked at. */
  shown: number;
}

/** AP of the query after each epoch. */
export function PrecisionByEpoch({ history: { epochs }, shown }: ChartProps) {
  const judged = epochs.flatMap(({ epoch, averagePrecision }) => (averagePrecision === null ? [] : [{ epoch, ap: averagePrecision }]));
  if (judged.length === 0) return null;
  const x = epochScale(epochs.map(({ epoch }) => epoch));
  const now = judged.find(({ epoch }) => epoch === shown);
  const highest = Math.max(...judged.map(({ ap }) => ap), 0.01);
  const y = (ap: number) => AP_HEIGHT * (1 - ap / highest);
  const [first, last] = [judged[0]!, judged.at(-1)!];
  return (
    <figure aria-label="Average precision by epoch">
      <figcaption>
        Average precision by epoch{now && <>: <b>{score(now.ap)}</b> after epoch {now.epoch}</>}
      </figcaption>
      <svg viewBox={`-6 -6 ${WIDTH + 12} ${AP_HEIGHT + 12}`} role="img" aria-label={`Average precision from ${score(first.ap)} after epoch ${first.epoch} to ${score(last.ap)} after epoch ${last.epoch}, at most ${score(highest)}.`}>
        <rect className="frame" width={WIDTH} height={AP_HEIGHT} />
        <path className="precision" d={pathOf(judged.map(({ epoch, ap }) => [x(epoch), y(ap)]))} />
        <line className="now" x1={x(shown)} x2={x(shown)} y1={0} y2={AP_HEIGHT} />
        {now && <circle className="now-point" cx={x(shown)} cy={y(now.ap)} r={4} />}
      </svg>
      <small>0 to {score(highest)}</small>
    </figure>
  );
}

function RankTable({ history: { followed, epochs }, summary }: { history: History; summary: DatasetSummary }) {
  return (
    <details>
      <summary>Ranks as a table</summary>
      <div className="rank-table">
        <table aria-label="Ranks by epoch">
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              {followed.map(({ modality, row }) => (
                <th scope="col" key={`${modality}${row}`}>
                  <span className="clamp">{summary.items[row]!.caption}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {epochs.map(({ epoch, ranks }) => (
              <tr key={epoch}>
                <th scope="row">{epoch}</th>
                {ranks.map((rank, i) => (
                  <td key={followed[i]!.row}>{rank ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The ranks of what is first after the newest epoch, through all of them. */
export function RankCurves({ history, shown, summary }: ChartProps & { summary: DatasetSummary }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { followed, epochs } = history;
  if (followed.length === 0) return null;
  const lowest = Math.max(2, ...epochs.flatMap(({ ranks }) => ranks.map((rank) => rank ?? 1)));
  const [x, y] = [epochScale(epochs.map(({ epoch }) => epoch)), rankScale(lowest)];
  const point = (index: number | null) => () => setPointed(index);
  return (
    <figure className="rank-curves" aria-label="Ranks through training">
      <figcaption>The {followed.length} that are first after epoch {epochs.at(-1)?.epoch}: their ranks before, 1 at the top</figcaption>
      <div>
        <svg viewBox={`-46 -10 ${WIDTH + 54} ${HEIGHT + 20}`} role="img" aria-label={`Ranks of ${followed.length} items after ${epochs.length} epochs, from 1 to ${lowest}; the table below has them.`}>
          {rankTicks(lowest).map((tick) => (
            <g key={tick}>
              <line className="tick" x1={0} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
              <text x={-6} y={y(tick) + 6}>{tick}</text>
            </g>
          ))}
          <line className="now" x1={x(shown)} x2={x(shown)} y1={0} y2={HEIGHT} />
          {followed.map(({ row, relevant }, i) => (
            <path key={row} className={`bump ${relevant ? 'relevant' : ''} ${pointed === i ? 'pointed' : ''}`} d={pathOf(epochs.map(({ epoch, ranks }) => (ranks[i] == null ? null : [x(epoch), y(ranks[i])])))} onMouseEnter={point(i)} onMouseLeave={point(null)} />
          ))}
        </svg>
        <ol aria-label="Items that are followed">
          {followed.map(({ row, modality }, i) => (
            <li key={`${modality}${row}`}>
              <button type="button" className="quiet" aria-pressed={pointed === i} onClick={point(pointed === i ? null : i)} onMouseEnter={point(i)} onMouseLeave={point(null)}>
                {summary.items[row]!.caption}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <RankTable history={history} summary={summary} />
    </figure>
  );
}
