import { percent, significant } from '../../parts/format';
import { useProbes } from '../probes/useProbes';

const rows = [
  { modality: 'image', words: 'images' },
  { modality: 'text', words: 'texts' },
] as const;

/** The ground of a cell holds as much of its colour as the share says. */
function Cell({ share, right }: { share: number | undefined; right: boolean }) {
  const colour = right ? 'var(--adversary)' : 'var(--muted)';
  const ground = share === undefined || !Number.isFinite(share) ? undefined : `color-mix(in srgb, ${colour} ${Math.round(45 * share)}%, var(--panel))`;
  return (
    <td style={{ background: ground }}>
      {share === undefined ? '–' : percent(share)} {right && <small>right</small>}
    </td>
  );
}

export function Confusion() {
  const { newest: probe } = useProbes();
  const title = 'What the modality classifier says';
  return (
    <figure className="chart confusion" aria-label={title}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">{probe ? `a batch of epoch ${significant(probe.epoch)}` : 'once an epoch'}</span>
      </figcaption>
      <table>
        <caption>Shares of the images and of the texts that it takes for images and for texts; where the nets have won all four are near 50 %.</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">taken for images</th>
            <th scope="col">taken for texts</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ modality, words }) => {
            const share = probe?.takenForImage[modality];
            return (
              <tr key={modality}>
                <th scope="row">{words}</th>
                <Cell share={share} right={modality === 'image'} />
                <Cell share={share === undefined ? undefined : 1 - share} right={modality === 'text'} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </figure>
  );
}
