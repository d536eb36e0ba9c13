import { configFields, defaultConfig, type ConfigField } from '../../alscor/config';
import { isActive, useRun } from '../../state/run';
import { useSettings } from '../../state/settings';
import './controls/controls.css';
import { Field } from './controls/Field';
import { Presets } from './controls/Presets';

const groups: ConfigField['group'][] = ['Features', 'Model', 'Objective', 'Optimisation', 'Stopping'];

function Group({ group }: { group: ConfigField['group'] }) {
  const fields = configFields.filter((field) => field.group === group);
  const edits = useSettings(({ config }) => fields.filter(({ key }) => config[key] !== defaultConfig[key]).length);
  return (
    <details className="field-group" open>
      <summary>
        {group} {edits > 0 && <span className="badge">{edits} changed</span>}
      </summary>
      {fields.map((field) => (
        <Field key={field.key} field={field} />
      ))}
    </details>
  );
}

export function Hyperparameters() {
  const resetAll = useSettings((state) => state.resetAll);
  const changed = useSettings(({ config }) => configFields.some(({ key }) => config[key] !== defaultConfig[key]));
  const active = useRun((state) => isActive(state.status?.phase));
  return (
    <>
      <div className="panel-head">
        <h2 id="settings-title">Hyperparameters</h2>
        <button type="button" className="quiet" disabled={!changed} onClick={resetAll}>
          All defaults
        </button>
      </div>
      <p className="help">{active ? 'What has “Apply now” can change this run; the rest counts from the next run.' : 'They count from the next run. The address of this page carries them.'}</p>
      <Presets />
      {groups.map((group) => (
        <Group key={group} group={group} />
      ))}
    </>
  );
}
