import { useEffect } from 'react';
import { readCurves } from '../../../state/runsActions';
import { useCurves } from '../../../state/runsCurves';
import { replayDifference, replayWords } from '../../../state/runsReplay';
import { useRuns } from '../../../state/runsStore';
import { shownRuns } from '../../../state/shownRuns';
import { useRedraw } from '../../parts/useRedraw';

interface ReplayLineProps {
  id: string;
  of: { id: string; name: string };
}

function Compared({ id, of }: ReplayLineProps) {
  useRedraw();
  const first = useCurves(({ curves }) => curves.get(of.id));
  useEffect(() => {
    readCurves(of.id).catch(useRuns.getState().complain);
  }, [of.id]);
  const steps = shownRuns().find((run) => run.id === id)?.steps;
  return <>{steps && first ? replayWords(replayDifference(steps, first.steps), of.name) : `Repeats ${of.name} …`}</>;
}

/** Whether a run that repeats another gives the same numbers; it has to be drawn, for its curves are needed. */
export function ReplayLine({ id, of, drawn }: ReplayLineProps & { drawn: boolean }) {
  const listed = useRuns(({ entries }) => entries.find((entry) => entry.id === of.id));
  const named = { id: of.id, name: listed?.name ?? of.name };
  if (!listed) return <small className="run-replay">Repeats {of.name}, which is no longer here.</small>;
  return <small className="run-replay">{drawn ? <Compared id={id} of={named} /> : `Repeats ${named.name}; show it to see whether the numbers are the same.`}</small>;
}
