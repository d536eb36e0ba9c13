import { configFields, defaultConfig, type ConfigField } from '../../alscor/config';
import { isActive, useRun } from '../../state/run';
import { fieldProblem, useSettings } from '../../state/settings';

const groups: ConfigField['group'][] = ['Features', 'Model', 'Objective', 'Optimisation', 'Stopping'];

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

function Field({ field }: { field: ConfigField }) {
  const { config, resetField } = useSettings();
  const id = `field-${field.key}`;
  const problem = fieldProblem(config, field.key);
  const changed = config[field.key] !== defaultConfig[field.key];
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <FieldInput field={field} id={id} problem={problem} />
      {changed && (
        <button type="button" className="quiet" onClick={() => resetField(field.key)} title={`Back to the default of ${field.label}`}>
          ↺ {String(defaultConfig[field.key])}
        </button>
      )}
      <p id={`${id}-help`} className={problem ? 'field-problem' : 'help'}>
        {problem ?? field.help}
      </p>
    </div>
  );
}

export function Hyperparameters() {
  const { config, resetAll } = useSettings();
  const active = useRun((state) => isActive(state.status?.phase));
  const changed = (field: ConfigField) => config[field.key] !== defaultConfig[field.key];
  return (
    <>
      <div className="panel-head">
        <h2 id="settings-title">Hyperparameters</h2>
        <button type="button" className="quiet" disabled={!configFields.some(changed)} onClick={resetAll}>
          All defaults
        </button>
      </div>
      {active && <p className="help">Changes count from the next run on.</p>}
      {groups.map((group) => {
        const fields = configFields.filter((field) => field.group === group);
        const edits = fields.filter(changed).length;
        return (
          <details key={group} className="field-group" open>
            <summary>
              {group} {edits > 0 && <span className="badge">{edits} changed</span>}
            </summary>
            {fields.map((field) => (
              <Field key={field.key} field={field} />
            ))}
          </details>
        );
      })}
    </>
  );
}
