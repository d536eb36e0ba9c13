import { inForce } from '../../../state/inForce';
import { useModels } from '../../../state/models';
import { useRun } from '../../../state/run';
import { duration, significant } from '../../parts/format';
import { endingWords, phaseWords } from './endingWords';

export function RunProgress() {
  const status = useRun((state) => state.status);
  const config = useRun((state) => state.config);
  const changes = useRun((state) => state.changes);
  const model = useModels(({ models }) => models.find(({ runId }) => runId !== null && runId === status?.runId));
  if (!status || status.phase === 'idle') {
    return (
      <div className="run-progress">
        <p className="muted">Both nets start untrained. Curves appear with the first steps; search works before, during and after.</p>
      </div>
    );
  }
  const { phase, epoch, epochs, step, totalSteps, stepsPerSecond, remainingMs, elapsedMs, bestEpoch } = status;
  const ending = endingWords(status, inForce(config, changes));
  return (
    <div className="run-progress">
      <progress value={step} max={Math.max(1, totalSteps)} aria-label="Progress of the run" />
      <p data-phase={phase}>
        <b>{phaseWords[phase]}</b>
        {ending && `: ${ending}`} · epoch {Math.floor(epoch)} of {epochs} · step {step} of {totalSteps}
        {phase === 'running' && ` · ${significant(stepsPerSecond)} steps/s · ${duration(remainingMs)} left`}
        {phase === 'finished' && ` · took ${duration(elapsedMs)}`}
        {bestEpoch !== null && ` · best epoch ${bestEpoch}`}
      </p>
      {model?.preprocessing && <p className="muted">{model.preprocessing}</p>}
    </div>
  );
}
