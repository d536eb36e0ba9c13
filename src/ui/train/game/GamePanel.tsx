import { useMemo } from 'react';
import { useRun } from '../../../state/run';
import { stepColumns } from '../../../state/steps';
import { axisEnd } from '../../charts/xWindow';
import { useRedraw } from '../../parts/useRedraw';
import { thinned } from '../probes/thinned';
import { Confusion } from './Confusion';
import { AccuracyChart, GradientChart, ReversalChart } from './GameCharts';
import { GamePicture } from './GamePicture';
import { meansOf } from './meanBins';
import { standingSentence, weightsAt } from './standing';
import '../probes/plots.css';
import './game.css';

/** What changes with every step. */
function StepCharts() {
  useRedraw();
  const { config, changes } = useRun.getState();
  const means = meansOf(stepColumns());
  const weights = config ? weightsAt(config, changes, means.step) : [];
  const epochs = axisEnd(means.epoch.at(-1) ?? 1);
  return (
    <>
      <p className="game-standing">{standingSentence(means, weights.at(-1) ?? 1)}</p>
      <AccuracyChart means={means} epochs={epochs} />
      <ReversalChart means={means} weights={weights} epochs={epochs} />
    </>
  );
}

/** What changes once an epoch. */
function ProbeCharts() {
  const probes = useRun((state) => state.probes);
  const drawn = useMemo(() => thinned(probes), [probes]);
  const epochs = axisEnd(probes.at(-1)?.epoch ?? 1);
  return (
    <>
      <GamePicture probe={probes.at(-1)} />
      <Confusion probe={probes.at(-1)} />
      <GradientChart net="visNet" probes={drawn} epochs={epochs} />
      <GradientChart net="txtNet" probes={drawn} epochs={epochs} />
    </>
  );
}

/** The game between both nets and the modality classifier. */
export default function GamePanel() {
  return (
    <div className="lab-grid game-panel">
      <StepCharts />
      <ProbeCharts />
    </div>
  );
}
