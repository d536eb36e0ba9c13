import { configFields } from '../../alscor/config';
import { isComparing, useComparison } from '../../state/comparison';
import { useDataset, useHasClasses } from '../../state/dataset';
import { isActive, useRun } from '../../state/run';
import { fieldProblem, useSettings } from '../../state/settings';
import './controls/controls.css';
import { MainButtons } from './controls/MainButtons';
import { RunProgress } from './controls/RunProgress';
import { Steering } from './controls/Steering';

export function RunControls() {
  const active = useRun((state) => isActive(state.status?.phase));
  const loaded = useDataset((state) => state.summary !== null && state.loading === null);
  const withClasses = useHasClasses();
  const comparing = useComparison((state) => isComparing(state.status));
  const invalid = useSettings(({ config }) => configFields.map(({ key }) => fieldProblem(config, key)).find((problem) => problem !== null));
  return (
    <>
      <MainButtons startable={loaded && withClasses && !comparing && invalid === undefined} />
      {!withClasses && <p className="muted">ALSCOR learns from classes, and this dataset has none. Linear CCA answers in Search; Evaluate compares it with DCCA.</p>}
      {comparing && <p className="muted">Methods are being compared in Evaluate. Cancel that, or wait for it, to train.</p>}
      {invalid && !active && (
        <p className="field-problem" role="alert">
          {invalid}
        </p>
      )}
      <RunProgress />
      <Steering />
    </>
  );
}
