import type { AlscorConfig } from '../alscor/config';
import { totalSteps, trainAlscor, type RunResult } from '../alscor/run';
import { embedFeatures } from '../alscor/model';
import type { ScoreKind } from '../retrieval/scores';
import type { FittedMethod, Method } from './method';

function fitted({ model, space, bestEpoch }: RunResult, epochs: number, scores: ScoreKind[]): FittedMethod {
  return {
    scores,
    space,
    fusedWeight: model.fusedWeight,
    chosen: `epoch ${bestEpoch}`,
    epochs,
    embed: (modality, features) => embedFeatures(model, modality, { data: features, rows: 1, dims: features.length }),
    embedRows: (modality, features) => embedFeatures(model, modality, features),
  };
}

/** ALSCOR with the configuration that the fit is given, some of it changed. @param scores those that what is left of it has */
export function alscorWith(name: string, label: string, change: Partial<AlscorConfig>, scores: ScoreKind[] = ['semantic', 'canonical', 'fused']): Method {
  return {
    name,
    label,
    source: 'Zhu, Song et al.: Adversarial learning-based semantic correlation representation for cross-modal retrieval, IEEE MultiMedia 2020; losses and schedules are this project’s reconstruction',
    hyperparameters: { ...change },
    async *fit(data, trainSplit, config) {
      const own = { ...config, ...change };
      const total = totalSteps(data, own);
      let validation: number | null = null;
      let epochs = 0;
      for await (const event of trainAlscor(data, own, trainSplit)) {
        if (event.type === 'result') return fitted(event.result, epochs, scores);
        if (event.type === 'epoch') {
          const { i2t, t2i } = event.result.validation[scores[0]!];
          validation = (i2t + t2i) / 2;
          epochs = event.result.epoch;
        } else yield { done: event.step, total, validation };
      }
      throw new Error(`Fitting ${label}: expected a result after the last epoch, got none.`);
    },
  };
}

export const alscor = alscorWith('alscor', 'ALSCOR', {});
