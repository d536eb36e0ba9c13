import type { Comparison } from '../../comparison/comparison';
import { ablationDeltas, type AblationDeltas, type Delta } from '../../comparison/deltas';
import { decimal, pWords, signed } from '../../comparison/numbers';
import { standingOf } from '../../comparison/standing';

/** Share of the track on each side of its middle. */
function reach(value: number, widest: number): number {
  return (50 * Math.abs(value)) / widest;
}

function DeltaLine({ score, delta, test, widest }: Delta & { widest: number }) {
  const size = reach(delta.mean, widest);
  return (
    <div className="delta-line">
      <span className="delta-score">{score}</span>
      <span className="delta-track" aria-hidden="true">
        <span className="delta-fill" style={{ width: `${size}%`, left: `${delta.mean < 0 ? 50 - size : 50}%` }} />
      </span>
      <span className="number">
        {signed(delta.mean)} <small>± {decimal(delta.std)}</small>
      </span>
      <small>{test ? `${standingOf(test)}, ${pWords(test.corrected)}` : ''}</small>
    </div>
  );
}

function Ablation({ method, deltas, widest }: AblationDeltas & { widest: number }) {
  return (
    <li>
      <b>{method.label}</b>
      {deltas.map((delta) => (
        <DeltaLine key={delta.score} {...delta} widest={widest} />
      ))}
    </li>
  );
}

/** What ALSCOR loses, or wins, without one of its parts. */
export function Ablations({ comparison }: { comparison: Comparison }) {
  const ablations = ablationDeltas(comparison);
  if (ablations.length === 0) return null;
  const widest = Math.max(0.01, ...ablations.flatMap(({ deltas }) => deltas.map(({ delta }) => Math.abs(delta.mean))));
  return (
    <figure className="chart" aria-label="Ablations">
      <figcaption>
        <b>What each change to ALSCOR does: its average MAP minus ALSCOR’s</b>
        <span className="legend">bars up to ± {decimal(widest)}; mean ± deviation over the seeds that both have</span>
      </figcaption>
      <ul className="ablations">
        {ablations.map((one) => (
          <Ablation key={one.method.name} {...one} widest={widest} />
        ))}
      </ul>
    </figure>
  );
}
