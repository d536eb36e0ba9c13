import { useState } from 'react';
import type { MethodGroup, MethodInfo } from '../../comparison/comparison';
import { configFields, defaultConfig } from '../../alscor/config';
import { isComparing, useComparison } from '../../state/comparison';
import { useHasClasses } from '../../state/dataset';
import { chosenMethods, useMethods } from '../../state/methods';
import { useSettings } from '../../state/settings';
import { useView } from '../../state/view';

const groups: { group: MethodGroup; title: string }[] = [
  { group: 'alscor', title: 'ALSCOR' },
  { group: 'compared', title: 'Compared methods' },
  { group: 'ablation', title: 'ALSCOR changed in one part' },
];

/** "learningRate" as words. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What Train has changed, which ALSCOR and its ablations take over. */
function useTrainSettings(): string {
  const config = useSettings((state) => state.config);
  const changed = configFields.filter(({ key }) => config[key] !== defaultConfig[key]).map(({ key, label }) => `${label} ${config[key]}`);
  return `the settings of Train: ${changed.length > 0 ? changed.join(', ') : 'all defaults'}`;
}

interface ChoiceProps {
  method: MethodInfo;
  checked: boolean;
  disabled: boolean;
  choose(checked: boolean): void;
}

function Choice({ method, checked, disabled, choose }: ChoiceProps) {
  const { name, label, group, source, hyperparameters } = method;
  const settings = useTrainSettings();
  const own = Object.entries(hyperparameters).map(([key, value]) => `${spaced(key)} ${value}`);
  const id = `method-${name}`;
  return (
    <div className="method-choice">
      <input id={id} type="checkbox" checked={checked} disabled={disabled} aria-describedby={group === 'ablation' ? undefined : `${id}-source`} onChange={({ target }) => choose(target.checked)} />
      <div>
        <label htmlFor={id} title={source}>
          {label}
        </label>
        {group !== 'ablation' && (
          <p className="help" id={`${id}-source`}>
            {source}
          </p>
        )}
        <p className="help hyperparameters">{[...own, ...(group === 'alscor' ? [settings] : [])].join(' · ')}</p>
      </div>
    </div>
  );
}

/** On a phone the list would stand before everything else. */
const startsOpen = (): boolean => globalThis.matchMedia('(min-width: 700px)').matches;

/** The methods by kind; what is ticked stands in the address. */
export function MethodChooser() {
  const methods = useMethods((state) => state.methods);
  const named = useView((state) => state.methods);
  const choose = useView((state) => state.choose);
  const running = useComparison((state) => isComparing(state.status));
  const [open] = useState(startsOpen);
  const withClasses = useHasClasses();
  const chosen = new Set(chosenMethods(methods, named, withClasses));
  const usable = ({ unsupervised }: MethodInfo) => withClasses || unsupervised === true;
  const labels = methods.filter(({ name }) => chosen.has(name)).map(({ label }) => label);
  const set = (names: readonly string[], checked: boolean) => {
    const wanted = (name: string) => (names.includes(name) ? checked : chosen.has(name));
    choose({ methods: methods.map(({ name }) => name).filter(wanted) });
  };
  if (methods.length === 0) return <p className="muted">The methods are listed when the worker has started.</p>;
  return (
    <details className="method-chooser" open={open}>
      <summary>
        {chosen.size} of {methods.length} methods <small>{labels.join(', ')}</small>
      </summary>
      {!withClasses && <p className="muted">This dataset has no classes: only methods that learn from pairs alone can be compared. An image and its own texts count as relevant.</p>}
      {groups.map(({ group, title }) => {
        const own = methods.filter((method) => method.group === group);
        if (own.length === 0) return null;
        const offered = own.filter(usable);
        const all = offered.every(({ name }) => chosen.has(name));
        return (
          <fieldset key={group} disabled={running}>
            <legend>{title}</legend>
            {offered.length > 1 && (
              <button type="button" className="quiet" onClick={() => set(offered.map(({ name }) => name), !all)}>
                {all ? 'None of them' : 'All of them'}
              </button>
            )}
            <div className="method-choices">
              {own.map((method) => (
                <Choice key={method.name} method={method} checked={chosen.has(method.name)} disabled={!usable(method)} choose={(checked) => set([method.name], checked)} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </details>
  );
}
