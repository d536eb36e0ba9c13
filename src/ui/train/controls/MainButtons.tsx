import { useEnvironment } from '../../../state/environment';
import { isActive, useRun } from '../../../state/run';

/** One button through all phases, so that the focus stays on it. @param startable nothing but the backend is missing to start a run */
function PrimaryButton({ startable }: { startable: boolean }) {
  const phase = useRun((state) => state.status?.phase);
  const busy = useRun((state) => state.busy);
  const train = useRun((state) => state.train);
  const control = useRun((state) => state.control);
  const ready = useEnvironment((state) => state.phase === 'ready');
  const [label, act, possible] =
    phase === 'running'
      ? (['Pause', () => control('pause'), true] as const)
      : phase === 'paused'
        ? (['Resume', () => control('resume'), true] as const)
        : (['Train', train, startable] as const);
  return (
    <button type="button" className="primary" disabled={!ready || !possible} aria-disabled={busy} onClick={() => void act()}>
      {label}
    </button>
  );
}

export function MainButtons({ startable }: { startable: boolean }) {
  const phase = useRun((state) => state.status?.phase);
  const busy = useRun((state) => state.busy);
  const control = useRun((state) => state.control);
  const ready = useEnvironment((state) => state.phase === 'ready');
  const blocked = !ready || busy;
  return (
    <div className="buttons">
      <PrimaryButton startable={startable} />
      <button type="button" disabled={blocked || !isActive(phase)} onClick={() => void control('stop')}>
        Stop
      </button>
      <button type="button" disabled={blocked || !phase || phase === 'idle'} onClick={() => void control('reset')} title="Stops and forgets the trained model">
        Reset
      </button>
    </div>
  );
}
