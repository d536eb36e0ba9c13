/** The visitor's own items, as Search sees them. Types only. */
import type { Modality } from '../../retrieval/scores';
import type { VectorIndex } from '../../retrieval/vectorIndex';
import type { SearchModel } from './searchModel';
import type { OwnItem } from './types';

export interface OwnGallery {
  count(modality: Modality): number;
  /** All items of a modality where a model places them; it embeds first what that model has not seen. Null where there are none. */
  index(model: SearchModel, modality: Modality): Promise<VectorIndex | null>;
  /** Raw features, float32 [dims]; null where there is no such item. */
  features(modality: Modality, row: number): Promise<Float32Array | null>;
  items(modality: Modality, rows: readonly number[]): Promise<OwnItem[]>;
}
