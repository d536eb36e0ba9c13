import { useProbes } from '../probes/useProbes';
import { significant } from '../../parts/format';
import { arrowWidth, pullsOf, strongestOf, type Pulls } from './strength';

type Point = [number, number];

interface ArrowProps {
  from: Point;
  to: Point;
  norm: number;
  strongest: number;
  colour: string;
  dash?: string;
}

/** A line with its head in proportion; where nothing pulls a thin dotted line stays. */
function Arrow({ from: [x1, y1], to: [x2, y2], norm, strongest, colour, dash }: ArrowProps) {
  const width = arrowWidth(norm, strongest);
  if (width === 0) return <line x1={x1} y1={y1} x2={x2} y2={y2} stroke="var(--line-strong)" strokeDasharray="1 4" />;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [head, half] = [5 + width, 2.5 + width * 0.8];
  const [baseX, baseY] = [x2 - dx * head, y2 - dy * head];
  return (
    <g stroke={colour} fill={colour}>
      <line x1={x1} y1={y1} x2={baseX} y2={baseY} strokeDasharray={dash} style={{ strokeWidth: width }} />
      <path stroke="none" d={`M${x2},${y2}L${baseX - dy * half},${baseY + dx * half}L${baseX + dy * half},${baseY - dx * half}Z`} />
    </g>
  );
}

function Box({ x, y, width, words, colour }: { x: number; y: number; width: number; words: string[]; colour: string }) {
  const height = 14 + 15 * words.length;
  return (
    <g>
      <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx="5" fill="var(--raised)" stroke={colour} strokeWidth="1.5" />
      {words.map((word, i) => (
        <text key={word} x={x} y={y + 4.5 + 15 * (i - (words.length - 1) / 2)} textAnchor="middle">
          {word}
        </text>
      ))}
    </g>
  );
}

const sentence = ({ game, rest, classifier }: Pulls) =>
  `VisNet and TxtNet map into the common space, which the modality classifier reads. The reversed gradient has the norm ${significant(game.visNet)} in VisNet and ${significant(game.txtNet)} in TxtNet, the other terms ${significant(rest.visNet)} and ${significant(rest.txtNet)}; the modality classifier’s own gradient ${significant(classifier)}.`;

function Legend({ pulls: { game, rest, classifier } }: { pulls: Pulls }) {
  const both = ({ visNet, txtNet }: Pulls['game']) => `${significant(visNet)} VisNet, ${significant(txtNet)} TxtNet`;
  const rows = [
    { words: 'reversed gradient γ·λ', value: both(game), colour: 'var(--adversary)', dash: '5 3' },
    { words: 'the other terms', value: both(rest), colour: 'var(--correlation)' },
    { words: 'modality classifier learns', value: significant(classifier), colour: 'var(--adversary)' },
  ];
  return (
    <ul className="game-legend">
      {rows.map(({ words, value, colour, dash }) => (
        <li key={words}>
          <svg className="line-sample" width="26" height="8" aria-hidden="true">
            <line x1="0" x2="26" y1="4" y2="4" strokeWidth="3" stroke={colour} strokeDasharray={dash} />
          </svg>{' '}
          {words} <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}

const unknown: Pulls = { game: { visNet: NaN, txtNet: NaN }, rest: { visNet: NaN, txtNet: NaN }, classifier: NaN };

/** The game as of a probe: who pulls where, and how strongly. Widths are by the logarithm of the gradient norms. */
export function GamePicture() {
  const { newest: probe } = useProbes();
  const pulls = probe ? pullsOf(probe) : unknown;
  const strongest = strongestOf(pulls);
  const title = 'The game as a picture';
  return (
    <figure className="chart game-picture" aria-label={title}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">arrow width: gradient norm</span>
      </figcaption>
      <svg viewBox="0 0 340 150" role="img" aria-label={probe ? sentence(pulls) : 'VisNet and TxtNet map into the common space, which the modality classifier reads. Arrows will show how strongly each side pulls.'}>
        <Arrow from={[138, 57]} to={[78, 28]} norm={pulls.rest.visNet} strongest={strongest} colour="var(--correlation)" />
        <Arrow from={[132, 74]} to={[62, 44]} norm={pulls.game.visNet} strongest={strongest} colour="var(--adversary)" dash="5 3" />
        <Arrow from={[138, 93]} to={[78, 122]} norm={pulls.rest.txtNet} strongest={strongest} colour="var(--correlation)" />
        <Arrow from={[132, 76]} to={[62, 106]} norm={pulls.game.txtNet} strongest={strongest} colour="var(--adversary)" dash="5 3" />
        <Arrow from={[206, 75]} to={[256, 75]} norm={pulls.classifier} strongest={strongest} colour="var(--adversary)" />
        <Box x={40} y={28} width={72} words={['VisNet']} colour="var(--image)" />
        <Box x={40} y={122} width={72} words={['TxtNet']} colour="var(--text)" />
        <Box x={170} y={75} width={76} words={['common', 'space']} colour="var(--line-strong)" />
        <Box x={296} y={75} width={80} words={['modality', 'classifier']} colour="var(--adversary)" />
      </svg>
      <Legend pulls={pulls} />
    </figure>
  );
}
