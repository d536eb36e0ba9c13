import { ablations } from './ablations';
import { acmr } from './acmr';
import { alscor } from './alscor';
import { dcca } from './dcca';
import { dscmr } from './dscmr';
import { infoNce } from './infonce';
import { linearCca } from './linearCca';
import type { Method } from './method';
import { semanticCorrelationMatching, semanticMatching } from './semanticMatching';

/** ALSCOR, what it is compared with, simplest first, and its ablations. */
export const methods: readonly Method[] = [alscor, linearCca, semanticMatching, semanticCorrelationMatching, dcca, acmr, dscmr, infoNce, ...ablations];
