import { create } from 'zustand';
import type { ScoreKind } from '../retrieval/scores';
import type { ModelInfo, ModelKey } from '../worker/protocol';

export const useModels = create<{ models: ModelInfo[] }>()(() => ({ models: [] }));

/** The model that answers: the chosen one where it exists, else ALSCOR, else linear CCA. */
export function pickModel(models: readonly ModelInfo[], chosen: ModelKey | null): ModelInfo | null {
  const find = (key: ModelKey | null) => models.find((model) => model.key === key);
  return find(chosen) ?? find('alscor') ?? find('cca') ?? null;
}

/** The chosen score where the model has it, else the one that the model is reported by. */
export function pickScore(model: ModelInfo, chosen: ScoreKind | null): ScoreKind {
  if (chosen && model.scores.includes(chosen)) return chosen;
  return model.scores[0] ?? 'canonical';
}
