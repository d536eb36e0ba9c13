/** canonical: cosine of the variates; semantic: probability of the same class; fused: their mix. */
export type ScoreKind = 'canonical' | 'semantic' | 'fused';

export type Modality = 'image' | 'text';
export type Direction = 'i2t' | 't2i';
