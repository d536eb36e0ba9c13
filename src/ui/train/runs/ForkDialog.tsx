import { useEffect, useRef, useState } from 'react';
import { isActive, useRun } from '../../../state/run';
import { forkRun } from '../../../state/runsActions';
import type { ListedRun } from '../../../state/runsDatabase';
import { forkKinds, planFork, type Fork, type PlannedFork } from '../../../state/runsFork';
import { useRuns } from '../../../state/runsStore';
import { useSettings } from '../../../state/settings';

function StartChoice({ run, step, onChoose }: { run: ListedRun; step: number | null; onChoose(step: number | null): void }) {
  const { record, states } = run;
  return (
    <label className="fork-start">
      Start from{' '}
      <select value={step ?? 'start'} onChange={({ target }) => onChoose(target.value === 'start' ? null : Number(target.value))}>
        <option value="start">{record.from ? `its start: step ${record.from.step} of ${record.from.name}` : `its start (seed ${record.config.seed})`}</option>
        {states.map((state) => (
          <option key={state.step} value={state.step}>
            its step {state.step}, epoch {Number(state.epoch.toFixed(2))}
            {state.kept ? ' (kept)' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

function Differences({ run, step, plan }: { run: ListedRun; step: number | null; plan: PlannedFork }) {
  return (
    <div className="fork-differences" aria-live="polite">
      <p>{plan.differences.length > 0 ? 'What will differ:' : 'Nothing will differ: the settings are the same.'}</p>
      <ul className="sentences">
        {plan.differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
      {step === null && run.changes.length > 0 && <p className="help">What was changed while {run.name} went on is not changed again; Replay does that.</p>}
      {plan.refusal && (
        <p className="field-problem" role="alert">
          {plan.refusal}
        </p>
      )}
    </div>
  );
}

/** Another run from the start or from a state of this one. Closes once that has started, or is given up. */
export function ForkDialog({ run, onClose }: { run: ListedRun; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [fork, setFork] = useState<Fork>({ step: null, kind: 'no-adversary' });
  const panel = useSettings((state) => state.config);
  const active = useRun(({ status }) => isActive(status?.phase));
  useEffect(() => dialog.current?.showModal(), []);
  const plan = planFork(run, fork, panel, useRuns.getState().find);
  const start = () => {
    dialog.current?.close();
    void forkRun(run, fork);
  };
  return (
    <dialog ref={dialog} className="fork-dialog" aria-labelledby="fork-title" onClose={onClose}>
      <h2 id="fork-title">Another run from {run.name}</h2>
      <StartChoice run={run} step={fork.step} onChoose={(step) => setFork({ ...fork, step })} />
      <fieldset>
        <legend>The same</legend>
        {forkKinds.map(({ name, label }) => (
          <label key={name}>
            <input type="radio" name="fork-kind" checked={fork.kind === name} onChange={() => setFork({ ...fork, kind: name })} /> {label}
          </label>
        ))}
      </fieldset>
      <Differences run={run} step={fork.step} plan={plan} />
      {active && <p className="help">A run goes on now. Stop it first; it is kept.</p>}
      <div className="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button type="button" className="primary" disabled={active || plan.refusal !== null} onClick={start}>
          Start
        </button>
      </div>
    </dialog>
  );
}
