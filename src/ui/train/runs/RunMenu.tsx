import type { RefObject } from 'react';
import { forkRun, packRun, searchWith } from '../../../state/runsActions';
import type { ListedRun } from '../../../state/runsDatabase';
import { useRuns } from '../../../state/runsStore';
import { downloadBlob, fileName } from '../../parts/download';
import type { RowState } from './useStandings';

async function save(entry: ListedRun): Promise<void> {
  const blob = await packRun(entry);
  if (blob) downloadBlob(fileName(entry.name, '.alscor-run.zip'), blob);
}

interface RunMenuProps {
  entry: ListedRun;
  state: RowState;
  /** A run goes on in this page. */
  active: boolean;
  remover: RefObject<HTMLButtonElement | null>;
  onRename(): void;
  onNote(): void;
}

/** What is done with a run less often. */
export function RunMenu({ entry, state: { standing, answers, toOpen }, active, remover, onRename, onNote }: RunMenuProps) {
  const { name, states, note } = entry;
  const going = standing === 'present' || standing === 'elsewhere';
  const lost = standing === 'gone';
  const hasModel = entry.best !== null && !lost;
  return (
    <div className="buttons run-menu">
      <button type="button" aria-label={`Rename ${name}`} onClick={onRename}>
        Rename
      </button>
      <button type="button" aria-label={`${note ? 'Change' : 'Add'} the note on ${name}`} onClick={onNote}>
        {note ? 'Change the note' : 'Add a note'}
      </button>
      {entry.record.config.adversaryWeight !== 0 && !entry.record.from && (
        <button type="button" disabled={active} aria-label={`Same start as ${name} without the adversary`} onClick={() => void forkRun(entry, { step: null, kind: 'no-adversary' })}>
          Same start without the adversary
        </button>
      )}
      <button type="button" disabled={!hasModel || going || active || answers || toOpen !== null} title={toOpen ?? undefined} aria-label={`Use ${name} in Search`} onClick={() => void searchWith(entry)}>
        Use in Search
      </button>
      <button type="button" disabled={lost} aria-label={`Export ${name}`} onClick={() => void save(entry)}>
        Export
      </button>
      <button type="button" disabled={states.length === 0 || going || lost} aria-label={`Delete the states of ${name}`} title="Its curves and its model stay; no run can start or go on from its states then."
        onClick={() => void useRuns.getState().dropStates(entry.id)}>
        Delete states
      </button>
      <button type="button" ref={remover} disabled={going} title={going ? 'Stop it first.' : undefined} aria-label={`Delete ${name}`} onClick={() => void useRuns.getState().remove(entry.id)}>
        Delete
      </button>
    </div>
  );
}
