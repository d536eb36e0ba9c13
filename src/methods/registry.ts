import { alscor } from './alscor';
import { linearCca } from './linearCca';
import type { Method } from './method';
import { semanticCorrelationMatching, semanticMatching } from './semanticMatching';

/** ALSCOR, then what it is compared with, simplest first. */
export const methods: readonly Method[] = [alscor, linearCca, semanticMatching, semanticCorrelationMatching];
