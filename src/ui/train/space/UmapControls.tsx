import { useState } from 'react';
import { cancelUmap, runUmap, useMap } from '../../../state/map';
import type { UmapProgress } from '../../../worker/map/protocol';
import { count, duration, percent } from '../../parts/format';

const sizes = [500, 1000, 2000, 3000];
const MOST_SEED = 2 ** 31 - 1;

function progressWords({ stage, done, total, remainingMs }: UmapProgress): string {
  if (stage === 'neighbours') return `Finding neighbours, ${percent(done / total)}`;
  return `Epoch ${done} of ${total}${remainingMs === null ? '' : ` · ${duration(remainingMs)} left`}`;
}

function Progress() {
  const progress = useMap((state) => state.progress);
  const umap = useMap((state) => state.umap);
  if (progress) {
    return (
      <div className="umap-progress" data-umap="running">
        <progress value={progress.done} max={progress.total} aria-label="Progress of UMAP" />
        <p>{progressWords(progress)}</p>
      </div>
    );
  }
  const words = umap ? `UMAP of ${count(umap.rows.length)} pairs at ${umap.epoch > 0 ? `epoch ${umap.epoch}` : 'the start'}; it stays while training goes on.` : 'A layout that keeps neighbours together; it takes seconds to minutes, and shows the space as it is when it starts.';
  return (
    <p className="muted umap-progress" data-umap={umap ? 'there' : 'none'}>
      {words}
    </p>
  );
}

export function UmapControls() {
  const [pairs, setPairs] = useState(1000);
  const [seed, setSeed] = useState(1);
  const running = useMap((state) => state.progress !== null);
  const ready = useMap((state) => state.axes !== null);
  const wrong = !Number.isInteger(seed) || seed < 0 || seed > MOST_SEED;
  return (
    <div className="umap-controls">
      <label>
        Pairs{' '}
        <select value={pairs} disabled={running} onChange={({ target }) => setPairs(Number(target.value))}>
          {sizes.map((size) => (
            <option key={size} value={size}>
              {count(size)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Seed <input type="number" min={0} max={MOST_SEED} value={seed} disabled={running} aria-invalid={wrong} onChange={({ target }) => setSeed(target.valueAsNumber)} />
      </label>
      {running ? (
        <button type="button" onClick={cancelUmap}>
          Cancel UMAP
        </button>
      ) : (
        <button type="button" disabled={!ready || wrong} onClick={() => void runUmap(pairs, seed)}>
          Draw UMAP
        </button>
      )}
      <Progress />
    </div>
  );
}
