import { useMemo } from 'react';
import { inForce } from '../../../state/inForce';
import { useDataset } from '../../../state/dataset';
import { useRun } from '../../../state/run';
import { useSettings } from '../../../state/settings';
import { stepColumns } from '../../../state/steps';
import { meansOf } from '../game/meanBins';
import { actionWords, type Alert } from './alert';
import { alertsOf } from './alertsOf';
import './alerts.css';

/** The present run's; without one those of the settings. They are looked for once an epoch, so none comes and goes within one. */
function useAlerts(): Alert[] {
  const settings = useSettings((state) => state.config);
  const own = useRun((state) => state.config);
  const changes = useRun((state) => state.changes);
  const epochs = useRun((state) => state.epochs);
  const probes = useRun((state) => state.probes);
  const summary = useDataset((state) => state.summary);
  const start = own ?? settings;
  return useMemo(() => {
    const config = inForce(start, changes) ?? start;
    return alertsOf({ start, config, changes, epochs, probes, means: meansOf(stepColumns()), pairs: summary?.count ?? null, classes: summary?.classNames.length ?? null });
  }, [start, changes, epochs, probes, summary]);
}

function Mend({ action }: { action: NonNullable<Alert['action']> }) {
  const done = useSettings((state) => state.config[action.key] === action.value);
  const active = useRun((state) => state.config !== null);
  const setField = useSettings((state) => state.setField);
  return (
    <button type="button" disabled={done} onClick={() => setField(action.key, action.value)}>
      {done ? '✓ ' : 'Set '}
      {actionWords(action)}
      {active && ' for the next run'}
    </button>
  );
}

const marks: Record<Alert['severity'], { sign: string; word: string }> = {
  warning: { sign: '⚠', word: 'Warning' },
  note: { sign: 'i', word: 'Note' },
};

/** What the run, or what is set for the next one, warns of. */
export function Alerts() {
  const alerts = useAlerts();
  return (
    <div className="alerts" role="status" aria-atomic="false" aria-label="Warnings about the run">
      {alerts.length === 0 && <p className="muted">No warnings.</p>}
      <ul>
        {alerts.map(({ kind, severity, sentence, advice, action }) => (
          <li key={kind} data-alert={kind} data-severity={severity}>
            <span className="alert-sign" role="img" aria-label={marks[severity].word}>
              {marks[severity].sign}
            </span>
            <p>
              {sentence} <span className="muted">{advice}</span>
            </p>
            {action && <Mend action={action} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
