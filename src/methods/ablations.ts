import { alscorWith } from './alscor';
import type { Method } from './method';

/** ALSCOR with one part taken away: what each part is worth. */
export const ablations: readonly Method[] = [
  alscorWith('alscor-no-adversary', 'ALSCOR without adversary', { adversaryWeight: 0 }),
  alscorWith('alscor-no-correlation', 'ALSCOR without correlation', { correlationWeight: 0 }),
  alscorWith('alscor-no-classifier', 'ALSCOR without classifier', { classificationWeight: 0 }, ['canonical']),
  alscorWith('alscor-no-layer', 'ALSCOR without CCA layer', { layer: 'none' }),
  alscorWith('alscor-cut-gradient', 'ALSCOR with cut gradient', { layer: 'cut' }),
  alscorWith('alscor-no-contrast', 'ALSCOR without contrast', { contrastWeight: 0 }),
  alscorWith('alscor-one-member', 'ALSCOR with one member', { members: 1 }),
];
