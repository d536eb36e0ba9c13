import type { Hit, SearchRequest } from '../worker/protocol';
import type { Explanation } from '../worker/search/types';
import { report } from './problems';
import { call } from './trainer';

/** Null where the worker refuses, which is told. */
export async function explainHit(request: SearchRequest, { own, modality, row }: Hit): Promise<Explanation | null> {
  try {
    return await call('explain', { request, found: { kind: own ? 'own' : 'item', modality, row } });
  } catch (error) {
    report(error);
    return null;
  }
}
