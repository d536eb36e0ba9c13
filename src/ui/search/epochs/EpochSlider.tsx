import { useEffect, useState } from 'react';

const STEP_MS = 700;

interface EpochSliderProps {
  /** Rising. */
  epochs: readonly number[];
  shown: number;
  onMove(epoch: number): void;
}

/** Goes on from epoch to epoch until the last; without motion where the visitor wants none. */
function usePlaying({ epochs, shown, onMove }: EpochSliderProps): { playing: boolean; toggle(): void } {
  const [playing, setPlaying] = useState(false);
  const next = epochs[epochs.indexOf(shown) + 1];
  useEffect(() => {
    if (!playing) return;
    if (next === undefined) return setPlaying(false);
    const timer = setTimeout(() => onMove(next), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, next, onMove]);
  const toggle = () => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return onMove(next ?? epochs[0]!);
    if (!playing && next === undefined) onMove(epochs[0]!);
    setPlaying(!playing);
  };
  return { playing, toggle };
}

export function EpochSlider(props: EpochSliderProps) {
  const { epochs, shown, onMove } = props;
  const { playing, toggle } = usePlaying(props);
  const last = epochs.at(-1)!;
  const words = `epoch ${shown} of ${last}`;
  return (
    <div className="epoch-slider">
      <button type="button" onClick={toggle} disabled={epochs.length < 2}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <label>
        <span>Epoch</span>
        <input type="range" aria-label="Epoch" min={0} max={epochs.length - 1} step={1} value={epochs.indexOf(shown)} aria-valuetext={words} onChange={({ target }) => onMove(epochs[Number(target.value)]!)} />
      </label>
      <output>{words}</output>
    </div>
  );
}
