/** What features of one modality can go through before every method, and how it is named. */
export const preprocessingKinds = ['none', 'sqrt', 'l2', 'tfidf', 'pca'] as const;

export type PreprocessingKind = (typeof preprocessingKinds)[number];

export const preprocessingNames: Record<PreprocessingKind, string> = {
  none: 'as they are',
  sqrt: 'signed square root',
  l2: 'L2',
  tfidf: 'tf-idf',
  pca: 'PCA',
};
