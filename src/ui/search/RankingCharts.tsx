import type { Judgement, ScoreHistogram } from '../../worker/search/types';
import { score } from '../parts/format';

const WIDTH = 240;
const HEIGHT = 84;

/** Highest precision at each recall, of this query alone. */
function PrecisionRecall({ points }: { points: number[] }) {
  const path = points.map((value, i) => `${i === 0 ? 'M' : 'L'}${(i / (points.length - 1)) * WIDTH},${(1 - value) * HEIGHT}`).join('');
  const words = points.map((value, i) => `${score(value)} at ${i * 10} %`).join(', ');
  return (
    <figure aria-label="Precision and recall of this query">
      <figcaption>Precision by recall</figcaption>
      <svg viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} role="img" aria-label={`Precision by recall: ${words}.`}>
        <rect className="frame" width={WIDTH} height={HEIGHT} />
        <path className="precision" d={path} />
      </svg>
      <small>recall 0 to 1, precision 0 to 1</small>
    </figure>
  );
}

/** How the scores lie, and among them those of relevant items. */
function Scores({ histogram: { from, to, all, relevant } }: { histogram: ScoreHistogram }) {
  const most = Math.max(1, ...all);
  const step = WIDTH / all.length;
  const bar = (count: number, i: number, name: string) => <rect key={`${name}${i}`} className={name} x={i * step} y={HEIGHT * (1 - count / most)} width={Math.max(step - 1, 1)} height={(HEIGHT * count) / most} />;
  const words = `${all.reduce((sum, count) => sum + count, 0)} scores from ${score(from)} to ${score(to)}, at most ${most} in a bar.`;
  return (
    <figure aria-label="Scores of all items">
      <figcaption>Scores{relevant && ': all, and relevant ones'}</figcaption>
      <svg viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} role="img" aria-label={words}>
        <rect className="frame" width={WIDTH} height={HEIGHT} />
        {all.map((count, i) => bar(count, i, 'all'))}
        {relevant?.map((count, i) => bar(count, i, 'relevant'))}
      </svg>
      <small>
        {score(from)} to {score(to)}
      </small>
    </figure>
  );
}

export function RankingCharts({ judgement, histogram }: { judgement: Judgement | null; histogram: ScoreHistogram | null }) {
  if (!judgement?.precisionRecall && !histogram) return null;
  return (
    <details className="ranking-charts">
      <summary>The whole ranking</summary>
      <div>
        {judgement?.precisionRecall && <PrecisionRecall points={judgement.precisionRecall} />}
        {histogram && histogram.to > histogram.from && <Scores histogram={histogram} />}
      </div>
    </details>
  );
}
