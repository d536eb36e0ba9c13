import { memo } from 'react';
import { defaultConfig, type ConfigField } from '../../../alscor/config';
import { inForce } from '../../../state/inForce';
import { isActive, useRun } from '../../../state/run';
import { fieldProblem, useSettings } from '../../../state/settings';
import { changeNow } from '../../../state/steering';
import { fieldRange } from './fieldRange';

function FieldInput({ field, id, problem }: { field: ConfigField; id: string; problem: string | null }) {
  const value = useSettings((state) => state.config[field.key]);
  const setField = useSettings((state) => state.setField);
  const described = { 'aria-describedby': `${id}-help`, 'aria-invalid': problem !== null };
  if (field.kind === 'choice') {
    return (
      <select id={id} value={value} onChange={({ target }) => setField(field.key, target.value)} {...described}>
        {field.choices?.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  }
  return (
    <input id={id} type="number" inputMode="decimal" min={field.min} max={field.max} step="any" value={Number.isNaN(value) ? '' : value}
      onChange={({ target }) => setField(field.key, target.valueAsNumber)} {...described} />
  );
}

/** What the run that goes on uses, and a button to give it the field's value; nothing while there is none. */
function RunValue({ field, problem }: { field: ConfigField; problem: string | null }) {
  const active = useRun((state) => isActive(state.status?.phase));
  const used = useRun((state) => inForce(state.config, state.changes)?.[field.key]);
  const value = useSettings((state) => state.config[field.key]);
  if (!active || !field.live) return null;
  return (
    <p className="field-run">
      <span>
        this run: <b>{used}</b>
      </span>
      <button type="button" disabled={problem !== null || used === value} aria-label={`Apply now: ${field.label}`} onClick={() => void changeNow(field.key, value)}>
        Apply now
      </button>
    </p>
  );
}

/** A hyperparameter with its meaning, range and default. */
export const Field = memo(function Field({ field }: { field: ConfigField }) {
  const problem = useSettings((state) => fieldProblem(state.config, field.key));
  const changed = useSettings((state) => state.config[field.key] !== defaultConfig[field.key]);
  const resetField = useSettings((state) => state.resetField);
  const waits = useRun((state) => !field.live && isActive(state.status?.phase));
  const id = `field-${field.key}`;
  const usual = String(defaultConfig[field.key]);
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <FieldInput field={field} id={id} problem={problem} />
      {changed && (
        <button type="button" className="quiet" onClick={() => resetField(field.key)} title={`Back to the default of ${field.label}`} aria-label={`${field.label} back to its default, ${usual}`}>
          ↺ {usual}
        </button>
      )}
      <p id={`${id}-help`} className={problem ? 'field-problem' : 'help'}>
        {problem ?? field.help} <span className="field-range">
          {fieldRange(field)}
          {waits && '; counts from the next run'}
        </span>
      </p>
      <RunValue field={field} problem={problem} />
    </div>
  );
});
