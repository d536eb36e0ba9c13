import { defaultConfig } from '../../../alscor/config';
import { inForce } from '../../../state/inForce';
import { choosePace, paces, usePace } from '../../../state/pace';
import { isActive, useRun } from '../../../state/run';
import { useSettings } from '../../../state/settings';
import { changeNow, saveState, stepOnce } from '../../../state/steering';
import { savedWords } from './savedWords';
import { ShortcutHelp } from './ShortcutHelp';

function PaceChoice() {
  const delayMs = usePace((state) => state.delayMs);
  return (
    <label className="pace">
      Pace
      <select value={delayMs} onChange={({ target }) => void choosePace(Number(target.value))}>
        {paces.map((pace) => (
          <option key={pace.delayMs} value={pace.delayMs}>
            {pace.label}
          </option>
        ))}
      </select>
    </label>
  );
}

const turns = { both: 'Both', nets: 'Nets only', adversary: 'Modality classifier only' };

/** While a run goes on it is changed, otherwise the setting of the next. */
function TurnChoice() {
  const active = useRun((state) => isActive(state.status?.phase));
  const present = useRun((state) => inForce(state.config, state.changes)?.turn);
  const setting = useSettings((state) => state.config.turn);
  const setField = useSettings((state) => state.setField);
  const shown = active ? (present ?? defaultConfig.turn) : setting;
  const choose = (turn: string) => (active ? void changeNow('turn', turn) : setField('turn', turn));
  return (
    <div className="turns" role="group" aria-label="Sides of the game that learn">
      {Object.entries(turns).map(([turn, label]) => (
        <button key={turn} type="button" aria-pressed={turn === shown} onClick={() => turn !== shown && choose(turn)}>
          {label}
        </button>
      ))}
    </div>
  );
}

function SavedLine() {
  const states = useRun((state) => state.states);
  return <p className="muted saved-line">{savedWords(states)}</p>;
}

/** How a run goes on: step by step, slowly, one side alone; and its states that are kept. */
export function Steering() {
  const phase = useRun((state) => state.status?.phase);
  const busy = useRun((state) => state.busy);
  return (
    <div className="steering">
      <div className="buttons">
        <button type="button" disabled={phase !== 'paused'} aria-disabled={busy} onClick={() => void stepOnce()} title="Makes one step of a paused run">
          One step
        </button>
        <button type="button" disabled={!isActive(phase)} onClick={() => void saveState(true)} title="Stores where the run is now, to start other runs from">
          Keep this state
        </button>
        <ShortcutHelp />
      </div>
      <PaceChoice />
      <TurnChoice />
      <SavedLine />
    </div>
  );
}
