import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useRun } from '../../../state/run';
import { useRunsWork } from '../../../state/runsActions';
import type { ListedRun } from '../../../state/runsDatabase';
import { filterRuns, isUnended, totalBytes } from '../../../state/runsList';
import { useRuns } from '../../../state/runsStore';
import { useView } from '../../../state/view';
import { bytes, count } from '../../parts/format';
import { ProblemNotice } from '../../parts/Notices';
import { ForkDialog } from './ForkDialog';
import { ImportRun } from './ImportRun';
import { RunComparison } from './RunComparison';
import { RunRow } from './RunRow';
import './runs.css';
import { useGrowing } from './useGrowing';
import { useStandings } from './useStandings';

function Problem() {
  const { problem, dismiss } = useRuns();
  return <ProblemNotice problem={problem} dismiss={dismiss} />;
}

/** Whether another tab still goes on with its run is known by the files alone: they are looked at when the panel is. */
function useFreshList(): void {
  useEffect(() => {
    const look = () => {
      const { ready, entries, look: sweep } = useRuns.getState();
      const present = useRun.getState().record?.id;
      if (document.visibilityState === 'visible' && ready && entries.some((entry) => entry.id !== present && isUnended(entry))) void sweep();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}

function Head({ entries }: { entries: readonly ListedRun[] }) {
  const doing = useRunsWork((state) => state.doing);
  return (
    <div className="runs-head">
      <p className="muted">{entries.length > 0 ? `${count(entries.length)} ${entries.length === 1 ? 'run' : 'runs'} in this browser, ${bytes(totalBytes(entries))}` : ''}</p>
      <p className="muted" role="status">
        {doing && `${doing} …`}
      </p>
      <ImportRun />
    </div>
  );
}

function Missing({ entries }: { entries: readonly ListedRun[] }) {
  const chosen = useView((state) => state.runs);
  const ready = useRuns((state) => state.ready);
  const missing = chosen.filter((id) => !entries.some((entry) => entry.id === id)).length;
  if (!ready || missing === 0) return null;
  return <p className="muted">{missing === 1 ? 'A run that the address names is' : `${missing} runs that the address names are`} not in this browser. Export them where they are, and import them here.</p>;
}

/** The history of runs: what became of each, which are drawn, and what can be started from them. */
export default function RunsPanel() {
  const entries = useRuns((state) => state.entries);
  const ready = useRuns((state) => state.ready);
  const [filter, setFilter] = useState('');
  const [forking, setForking] = useState<ListedRun | null>(null);
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => filterRuns(entries, wanted), [entries, wanted]);
  const { of, active } = useStandings();
  const drawn = useGrowing(found.length);
  const fork = useCallback((entry: ListedRun) => setForking(entry), []);
  useFreshList();
  return (
    <div className="panel runs-panel">
      <Head entries={entries} />
      <Problem />
      {entries.length > 0 && (
        <label className="runs-filter">
          Filter by name or note <input type="search" value={filter} onChange={({ target }) => setFilter(target.value)} />
        </label>
      )}
      {entries.length === 0 && <p className="muted">{ready ? 'None yet. Every run that you start is kept here, with its curves, its model and states from which others can start.' : 'Looking for them …'}</p>}
      {entries.length > 0 && found.length === 0 && <p className="muted">No run has these words in its name or note.</p>}
      <ul aria-label="Runs" className="run-list">
        {found.slice(0, drawn).map((entry) => (
          <RunRow key={entry.id} entry={entry} {...of(entry)} active={active} onFork={fork} />
        ))}
      </ul>
      <Missing entries={entries} />
      <RunComparison />
      {forking && <ForkDialog run={forking} onClose={() => setForking(null)} />}
    </div>
  );
}
