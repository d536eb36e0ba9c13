import { linearCca } from './linearCca';
import type { Method } from './method';
import { semanticCorrelationMatching, semanticMatching } from './semanticMatching';

/** The methods that ALSCOR is compared with, simplest first. */
export const methods: readonly Method[] = [linearCca, semanticMatching, semanticCorrelationMatching];
