import type { AlscorConfig } from './config';
import type { Measures } from './measureQueue';

/** A training step whose numbers can no longer be trusted. The weights before it are kept elsewhere. */
export class DivergenceError extends Error {
  readonly advice: string;

  constructor(step: number, term: string, value: number, { ridge, latentDim, learningRate }: AlscorConfig) {
    super(`Training stopped at step ${step}: expected ${term}, got ${value}.`);
    this.name = 'DivergenceError';
    this.advice = `Lower the learning rate (now ${learningRate}) or raise the ridge (now r = ${ridge}, k = ${latentDim}). The last good weights are kept.`;
  }
}

/**
 * Largest residual of a converged iteration in float32, with room: of ‖ZSZ - I‖_F forward, and backward of
 * ‖YX + XY - E‖ / ‖E‖, which stays below 1e-5 with r = 0.1 and 4e-3 with r = 1e-4 and fewer pairs than dimensions.
 */
const RESIDUAL_LIMIT = 0.1;

const terms: Record<Exclude<keyof Measures, 'residual'>, string> = {
  total: 'total loss',
  correlation: 'correlation loss',
  classImage: 'classification loss of the images',
  classText: 'classification loss of the texts',
  contrast: 'contrastive loss',
  adversary: 'adversarial loss',
  modalityAccuracy: 'modality accuracy',
};

/** In the order of cause before effect: a broken iteration breaks every loss behind it. */
const checked = ['correlation', 'classImage', 'classText', 'contrast', 'adversary', 'total'] as const;

/** @throws DivergenceError where an iteration of step `step` did not converge */
export function checkResidual(residual: number, step: number, term: string, config: AlscorConfig): void {
  if (!(residual < RESIDUAL_LIMIT)) throw new DivergenceError(step, `${term} with a residual below ${RESIDUAL_LIMIT}`, residual, config);
}

/** @throws DivergenceError for the first term that is not finite, or an iteration of the CCA layer that did not converge */
export function checkMeasures(measures: Measures, step: number, config: AlscorConfig): void {
  checkResidual(measures.residual, step, 'the CCA layer’s iterations', config);
  for (const name of checked) {
    if (!Number.isFinite(measures[name])) throw new DivergenceError(step, `a finite ${terms[name]}`, measures[name], config);
  }
}
