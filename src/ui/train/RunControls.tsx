import { configFields } from '../../alscor/config';
import type { RunPhase } from '../../worker/protocol';
import { isComparing, useComparison } from '../../state/comparison';
import { useDataset, useHasClasses } from '../../state/dataset';
import { useEnvironment } from '../../state/environment';
import { useModels } from '../../state/models';
import { isActive, useRun } from '../../state/run';
import { fieldProblem, useSettings } from '../../state/settings';
import { duration, significant } from '../parts/format';

const phaseWords: Record<RunPhase, string> = {
  idle: 'Ready',
  running: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped; the best epoch so far is kept',
  failed: 'Failed',
};

function RunProgress() {
  const status = useRun((state) => state.status);
  const model = useModels(({ models }) => models.find(({ runId }) => runId !== null && runId === status?.runId));
  if (!status || status.phase === 'idle') {
    return <p className="muted">Both nets start untrained. Curves appear with the first steps; search works before, during and after.</p>;
  }
  const { phase, epoch, epochs, step, totalSteps, stepsPerSecond, remainingMs, elapsedMs, bestEpoch } = status;
  return (
    <div className="run-progress">
      <progress value={step} max={Math.max(1, totalSteps)} aria-label="Training progress" />
      <p data-phase={phase}>
        <b>{phaseWords[phase]}</b> · epoch {Math.floor(epoch)} of {epochs} · step {step} of {totalSteps}
        {phase === 'running' && ` · ${significant(stepsPerSecond)} steps/s · ${duration(remainingMs)} left`}
        {phase === 'finished' && ` · took ${duration(elapsedMs)}`}
        {bestEpoch !== null && ` · best epoch ${bestEpoch}`}
      </p>
      {model?.preprocessing && <p className="muted">{model.preprocessing}</p>}
    </div>
  );
}

export function RunControls() {
  const { status, busy, train, control } = useRun();
  const ready = useEnvironment((state) => state.phase === 'ready');
  const loaded = useDataset((state) => state.summary !== null && state.loading === null);
  const withClasses = useHasClasses();
  const comparing = useComparison((state) => isComparing(state.status));
  const config = useSettings((state) => state.config);
  const invalid = configFields.map(({ key }) => fieldProblem(config, key)).find((problem) => problem !== null);
  const phase = status?.phase;
  const active = isActive(phase);
  const blocked = !ready || busy;
  return (
    <>
      <div className="buttons">
        {phase === 'running' && (
          <button type="button" className="primary" disabled={blocked} onClick={() => void control('pause')}>
            Pause
          </button>
        )}
        {phase === 'paused' && (
          <button type="button" className="primary" disabled={blocked} onClick={() => void control('resume')}>
            Resume
          </button>
        )}
        {!active && (
          <button type="button" className="primary" disabled={blocked || !loaded || !withClasses || comparing || invalid !== undefined} onClick={() => void train()}>
            Train
          </button>
        )}
        <button type="button" disabled={blocked || !active} onClick={() => void control('stop')}>
          Stop
        </button>
        <button type="button" disabled={blocked || !phase || phase === 'idle'} onClick={() => void control('reset')} title="Stops and forgets the trained model">
          Reset
        </button>
      </div>
      {!withClasses && <p className="muted">ALSCOR learns from classes, and this dataset has none. Linear CCA answers in Search; Evaluate compares it with DCCA.</p>}
      {comparing && <p className="muted">Methods are being compared in Evaluate. Cancel that, or wait for it, to train.</p>}
      {invalid && !active && (
        <p className="field-problem" role="alert">
          {invalid}
        </p>
      )}
      <RunProgress />
    </>
  );
}
