import { defaultConfig } from '../../../alscor/config';
import { inForce } from '../../../state/inForce';
import { useRun } from '../../../state/run';
import { stepColumns } from '../../../state/steps';
import { CurveFigure } from '../../charts/CurveFigure';
import { useChartChoices } from '../../charts/useChartChoices';
import { useRedraw } from '../../parts/useRedraw';
import { Confusion } from './Confusion';
import { accuracyFigure, gradientFigures, reversalFigure } from './gameFigures';
import { GamePicture } from './GamePicture';
import { meansOf } from './meanBins';
import { standingSentence } from './standing';
import '../probes/plots.css';
import './game.css';

function Standing() {
  useRedraw();
  const { config, changes } = useRun.getState();
  const means = meansOf(stepColumns());
  const { adversaryWeight } = inForce(config, changes) ?? defaultConfig;
  return <p className="game-standing">{standingSentence(means, adversaryWeight)}</p>;
}

/** The game between both nets and the modality classifier. */
export default function GamePanel() {
  useChartChoices();
  return (
    <div className="lab-grid game-panel">
      <Standing />
      <CurveFigure kind={accuracyFigure} />
      <CurveFigure kind={reversalFigure} />
      <GamePicture />
      <Confusion />
      {gradientFigures.map((kind) => (
        <CurveFigure key={kind.name} kind={kind} />
      ))}
    </div>
  );
}
