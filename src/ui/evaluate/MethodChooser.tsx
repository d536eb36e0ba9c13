import type { MethodGroup, MethodInfo } from '../../comparison/comparison';
import { configFields, defaultConfig } from '../../alscor/config';
import { isComparing, useComparison } from '../../state/comparison';
import { chosenMethods, useMethods } from '../../state/methods';
import { useSettings } from '../../state/settings';
import { useView } from '../../state/view';

const groups: { group: MethodGroup; title: string }[] = [
  { group: 'alscor', title: 'ALSCOR' },
  { group: 'compared', title: 'Compared methods' },
  { group: 'ablation', title: 'ALSCOR without one of its parts' },
];

/** "learningRate" as words. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function useHyperparameters({ group, hyperparameters }: MethodInfo): string {
  const config = useSettings((state) => state.config);
  const own = Object.entries(hyperparameters).map(([name, value]) => `${spaced(name)} ${value}`);
  if (group === 'compared') return own.join(' · ');
  const changed = configFields.filter(({ key }) => config[key] !== defaultConfig[key]).map(({ key, label }) => `${label} ${config[key]}`);
  return [...own, `the settings of Train: ${changed.length > 0 ? changed.join(', ') : 'all defaults'}`].join(' · ');
}

interface ChoiceProps {
  method: MethodInfo;
  checked: boolean;
  choose(checked: boolean): void;
}

function Choice({ method, checked, choose }: ChoiceProps) {
  const id = `method-${method.name}`;
  return (
    <div className="method-choice">
      <input id={id} type="checkbox" checked={checked} aria-describedby={`${id}-source`} onChange={({ target }) => choose(target.checked)} />
      <div>
        <label htmlFor={id}>{method.label}</label>
        <p className="help" id={`${id}-source`}>
          {method.source}
        </p>
        <p className="help hyperparameters">{useHyperparameters(method)}</p>
      </div>
    </div>
  );
}

/** The methods by kind; what is ticked stands in the address. */
export function MethodChooser() {
  const methods = useMethods((state) => state.methods);
  const named = useView((state) => state.methods);
  const choose = useView((state) => state.choose);
  const running = useComparison((state) => isComparing(state.status));
  const chosen = new Set(chosenMethods(methods, named));
  const set = (names: readonly string[], checked: boolean) => {
    const wanted = (name: string) => (names.includes(name) ? checked : chosen.has(name));
    choose({ methods: methods.map(({ name }) => name).filter(wanted) });
  };
  return (
    <div className="method-chooser">
      {groups.map(({ group, title }) => {
        const own = methods.filter((method) => method.group === group);
        if (own.length === 0) return null;
        const all = own.every(({ name }) => chosen.has(name));
        return (
          <fieldset key={group} disabled={running}>
            <legend>{title}</legend>
            {own.length > 1 && (
              <button type="button" className="quiet" onClick={() => set(own.map(({ name }) => name), !all)}>
                {all ? 'None of them' : 'All of them'}
              </button>
            )}
            <div className="method-choices">
              {own.map((method) => (
                <Choice key={method.name} method={method} checked={chosen.has(method.name)} choose={(checked) => set([method.name], checked)} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
