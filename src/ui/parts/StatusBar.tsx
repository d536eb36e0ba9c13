import { isComparing, useComparison } from '../../state/comparison';
import { useDataset } from '../../state/dataset';
import { backendChoices, useEnvironment } from '../../state/environment';
import { isActive, useRun } from '../../state/run';
import { chooseBackend } from '../../state/session';
import { bytes, duration, significant } from './format';
import { RunAnnouncer } from './RunAnnouncer';
import { useFollowers } from './useFollowers';

const backendNames = { auto: 'automatic', webgpu: 'WebGPU', wasm: 'WebAssembly', webgl: 'WebGL', cpu: 'JavaScript (cpu)' };

function Backend() {
  const { phase, environment } = useEnvironment();
  if (!environment) {
    const words = { starting: 'Starting…', ready: 'Ready', failed: 'No backend', crashed: 'The worker has stopped', unsupported: 'No web workers' };
    return <>{words[phase]}</>;
  }
  const { backend, adapter, wasm } = environment;
  const details = adapter
    ? [adapter.vendor, adapter.architecture].filter(Boolean).join(' ') || adapter.description
    : wasm && `${wasm.simd ? 'SIMD' : 'no SIMD'}, ${wasm.threads} thread${wasm.threads === 1 ? '' : 's'}`;
  return (
    <>
      <b>{backend}</b>
      {details && <span> {details}</span>}
      {adapter?.software && <span className="warning"> ⚠ software adapter: slow</span>}
    </>
  );
}

function BackendChoice() {
  const { choice, phase } = useEnvironment();
  const training = useRun((state) => isActive(state.status?.phase));
  const comparing = useComparison((state) => isComparing(state.status));
  const loading = useDataset((state) => state.loading !== null);
  return (
    <select aria-label="Compute on" value={choice} disabled={training || comparing || loading || phase === 'starting' || phase === 'unsupported'}
      onChange={({ target }) => void chooseBackend(backendChoices.find((name) => name === target.value) ?? 'auto')}>
      {backendChoices.map((name) => (
        <option key={name} value={name}>
          {backendNames[name]}
        </option>
      ))}
    </select>
  );
}

function Skipped() {
  const skipped = useEnvironment((state) => state.environment?.skipped);
  if (!skipped || skipped.length === 0) return null;
  return (
    <details className="skipped">
      <summary>Skipped: {skipped.map(({ backend }) => backend).join(', ')}</summary>
      <ul>
        {skipped.map(({ backend, reason }) => (
          <li key={backend}>
            <b>{backend}</b>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RunFacts() {
  const status = useRun((state) => state.status);
  const running = status?.phase === 'running';
  const facts = [
    ['steps/s', running ? significant(status.stepsPerSecond) : '–'],
    ['epoch', status ? `${Math.floor(status.epoch)} / ${status.epochs}` : '–'],
    ['left', running ? duration(status.remainingMs) : '–'],
    ['tensors', status ? bytes(status.tensorBytes) : '–'],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function StatusBar() {
  useFollowers();
  return (
    <footer className="status-bar">
      <div role="status" aria-label="Backend" className="backend">
        <Backend />
      </div>
      <BackendChoice />
      <Skipped />
      <RunFacts />
      <RunAnnouncer />
    </footer>
  );
}
