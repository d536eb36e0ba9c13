import { defaultConfig } from '../../../alscor/config';
import { useRun } from '../../../state/run';
import { stepColumns } from '../../../state/steps';
import { useRedraw } from '../../parts/useRedraw';
import { Confusion } from './Confusion';
import { AccuracyChart, GradientChart, ReversalChart } from './GameCharts';
import { GamePicture } from './GamePicture';
import { meansOf } from './meanBins';
import { standingSentence, weightsAt } from './standing';
import '../probes/plots.css';
import './game.css';

function Standing() {
  useRedraw();
  const { config, changes } = useRun.getState();
  const means = meansOf(stepColumns());
  const [weight = defaultConfig.adversaryWeight] = weightsAt(config ?? defaultConfig, changes, means.step.slice(-1));
  return <p className="game-standing">{standingSentence(means, weight)}</p>;
}

/** The game between both nets and the modality classifier. */
export default function GamePanel() {
  return (
    <div className="lab-grid game-panel">
      <Standing />
      <AccuracyChart />
      <ReversalChart />
      <GamePicture />
      <Confusion />
      <GradientChart net="visNet" />
      <GradientChart net="txtNet" />
    </div>
  );
}
