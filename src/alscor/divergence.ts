import type { AlscorConfig } from './config';
import type { Measures } from './run';

/** A training step whose numbers can no longer be trusted. The weights before it are kept elsewhere. */
export class DivergenceError extends Error {
  readonly advice: string;

  constructor(step: number, term: string, value: number, { ridge, latentDim, learningRate }: AlscorConfig) {
    super(`Training stopped at step ${step}: expected a finite ${term}, got ${value}.`);
    this.name = 'DivergenceError';
    this.advice = `Lower the learning rate (now ${learningRate}) or raise the ridge (now r = ${ridge}, k = ${latentDim}). The last good weights are kept.`;
  }
}

/** Largest ‖ZSZ - I‖_F/√k of a converged iteration in float32, with room. */
const RESIDUAL_LIMIT = 0.1;

const terms: Record<keyof Measures, string> = {
  total: 'total loss',
  correlation: 'correlation loss',
  classImage: 'classification loss of the images',
  classText: 'classification loss of the texts',
  adversary: 'adversarial loss',
  modalityAccuracy: 'modality accuracy',
  residual: 'residual of the whitening iteration below 0.1',
};

/** In the order of cause before effect: a broken whitening breaks every loss behind it. */
const checked: (keyof Measures)[] = ['residual', 'correlation', 'classImage', 'classText', 'adversary', 'total'];

/** @throws DivergenceError for the first term that is not finite, or a whitening that did not converge */
export function checkMeasures(measures: Measures, step: number, config: AlscorConfig): void {
  for (const name of checked) {
    const value = measures[name];
    const fine = Number.isFinite(value) && (name !== 'residual' || value < RESIDUAL_LIMIT);
    if (!fine) throw new DivergenceError(step, terms[name], value, config);
  }
}
