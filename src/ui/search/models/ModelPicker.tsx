import { useId } from 'react';
import { useModelChoice } from '../../../state/modelChoice';
import { useModels } from '../../../state/models';
import type { ModelKey } from '../../../worker/protocol';
import { duration } from '../../parts/format';
import { Message } from '../../parts/Notices';
import { useModelGroups, usePrepared } from './useModelChoices';
import './models.css';

/** How far a fit is, to be cancelled; what went wrong with it, to be tried again. */
function Preparation({ modelKey, label }: { modelKey: ModelKey; label: string }) {
  const preparing = useModelChoice((state) => state.preparing[modelKey]);
  const problem = useModelChoice((state) => state.problems[modelKey]);
  const { prepare, cancel } = useModelChoice.getState();
  if (preparing) {
    const { done, total, remainingMs } = preparing;
    return (
      <div className="model-preparing" role="status">
        <progress aria-label={`Preparing ${label}`} {...(total > 0 && { value: done / total })} />
        <small>
          {label} is prepared{remainingMs !== null && `, ${duration(remainingMs)} left`}.{' '}
          {modelKey.startsWith('method:') && (
            <button type="button" className="quiet" onClick={() => void cancel()}>
              Cancel
            </button>
          )}
        </small>
      </div>
    );
  }
  if (!problem) return null;
  return (
    <div className="model-preparing" role="alert">
      <Message {...problem} />
      <button type="button" onClick={() => void prepare(modelKey)}>
        Try again
      </button>
    </div>
  );
}

interface ModelPickerProps {
  label: string;
  value: ModelKey | null;
  /** Whose epochs can be chosen. */
  runId: string | null;
  onChoose(key: ModelKey): void;
}

/** Every model that can answer; choosing one that is not fitted yet prepares it. */
export function ModelPicker({ label, value, runId, onChoose }: ModelPickerProps) {
  const id = useId();
  const groups = useModelGroups(runId);
  const there = useModels(({ models }) => models.find(({ key }) => key === value));
  usePrepared(value);
  const listed = groups.flatMap(({ options }) => options).find(({ key }) => key === value);
  return (
    <div className="model-picker">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={({ target }) => onChoose(target.value)}>
        {value === null && <option value="">choose a model</option>}
        {value !== null && !listed && <option value={value}>{there?.label ?? value}</option>}
        {groups.map(({ name, options }) => (
          <optgroup key={name} label={name}>
            {options.map((option) => (
              <option key={option.key} value={option.key}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {value !== null && <Preparation modelKey={value} label={listed?.label ?? there?.label ?? value} />}
    </div>
  );
}
