import type { AlscorConfig } from '../alscor/config';
import type { PairData } from '../alscor/data';
import type { Rows } from '../math/rows';
import { selectLabels } from '../retrieval/labels';
import { meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Embedding, type Modality, type ScoreKind, type Space } from '../retrieval/scores';

/** How far a fit is, in steps of any size. */
export interface FitProgress {
  done: number;
  total: number;
  /** Newest validation MAP by which the fit chooses; null before the first. */
  validation: number | null;
}

/** A fitted method: every pair in one space, and a way into it for new items. */
export interface FittedMethod {
  /** The one to report first comes first. */
  scores: ScoreKind[];
  /** Images in view 0. */
  space: Space;
  /** Weight of the canonical score in the fused one, chosen on validation items; null without a fused score. */
  fusedWeight: number | null;
  /** What the validation items chose, in words: "ridge 1", "epoch 23". */
  chosen: string;
  /** Passes over the training pairs; null where there is no such thing. */
  epochs: number | null;
  /** One new item. @param features float32 [dims], like those of the data that was fitted: preprocessed, not standardised */
  embed(modality: Modality, features: Float32Array): Promise<Embedding>;
  /** New items as `embed` places each of them; at least one row. */
  embedRows(modality: Modality, features: Rows): Promise<Embedding>;
}

/** What is compared: ALSCOR, its ablations, and the methods beside it. */
export interface Method {
  name: string;
  label: string;
  /** Authors, title, place, year. */
  source: string;
  /** Hyperparameters as published, or as this project sets them, to be shown. */
  hyperparameters: Record<string, number | string>;
  /** Learns from pairs alone, so that the data need no classes. */
  unsupervised?: true;
  /**
   * Fits a step at a time: ask for the next to go on, call `return()` to stop; the value returned is the fit.
   * It leaves no tensor behind, however it ends.
   * @param data learns from `data.train` and chooses by `data.validation`; test rows are placed, never read for fitting
   * @param trainSplit rows for the last fit, once the choice is made: the whole training split
   * @param config ALSCOR's; other methods take its seed alone
   */
  fit(data: PairData, trainSplit: Int32Array, config: AlscorConfig): AsyncGenerator<FitProgress, FittedMethod>;
}

/** Validation MAP by which a setting is chosen: the mean over both directions and the method's scores. */
export function validationMap({ scores, space, fusedWeight }: Pick<FittedMethod, 'scores' | 'space' | 'fusedWeight'>, { validation, labels }: PairData): number {
  const held = { image: selectRows(space.image, validation), text: selectRows(space.text, validation) };
  const classes = selectLabels(labels, validation);
  const maps = scores.map((kind) => meanAveragePrecision(held, classes, kind, fusedWeight ?? 1));
  return maps.reduce((sum, { i2t, t2i }) => sum + (i2t + t2i) / 2, 0) / maps.length;
}

/** Fits once with one setting on the pairs of `rows`, in all views of their images. */
export type SettingFit = (data: PairData, rows: Int32Array, setting: number) => Promise<Omit<FittedMethod, 'chosen' | 'epochs'>>;

/** Tries every setting on the training rows, then fits the best one on the whole training split. */
export async function* chooseSetting(name: string, settings: readonly number[], fit: SettingFit, data: PairData, trainSplit: Int32Array): AsyncGenerator<FitProgress, FittedMethod> {
  const total = settings.length + 1;
  let best = { setting: NaN, map: -Infinity };
  for (const [tried, setting] of settings.entries()) {
    const map = validationMap(await fit(data, data.train, setting), data);
    if (map > best.map) best = { setting, map };
    yield { done: tried + 1, total, validation: best.map };
  }
  return { ...(await fit(data, trainSplit, best.setting)), chosen: `${name} ${best.setting}`, epochs: null };
}

/** Runs a fit to its end. */
export async function finish(fit: AsyncGenerator<FitProgress, FittedMethod>, onProgress?: (progress: FitProgress) => void): Promise<FittedMethod> {
  for (;;) {
    const { done, value } = await fit.next();
    if (done) return value;
    onProgress?.(value);
  }
}
