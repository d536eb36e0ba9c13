import type { PairData } from '../alscor/data';
import { meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Embedding, type Modality, type ScoreKind, type Space } from '../retrieval/scores';

/** A fitted method: every pair in one space, and a way into it for new items. */
export interface FittedMethod {
  scores: ScoreKind[];
  /** Images in view 0. */
  space: Space;
  /** One new item. @param features float32 [dims], raw */
  embed(modality: Modality, features: Float32Array): Promise<Embedding>;
}

/** A method that ALSCOR is compared with. */
export interface Method {
  name: string;
  label: string;
  /** Authors, title, place, year. */
  source: string;
  /** Settings that are tried; the validation items choose. */
  settings: number[];
  /** What a setting is. */
  settingName: string;
  /** Fits on the pairs of `rows`, in all views of their images. */
  fit(data: PairData, rows: Int32Array, setting: number): Promise<FittedMethod>;
}

/** Validation MAP by which a setting is chosen: the mean over both directions and the method's scores. */
export function validationMap({ scores, space }: Pick<FittedMethod, 'scores' | 'space'>, { validation, labels }: PairData): number {
  const held = { image: selectRows(space.image, validation), text: selectRows(space.text, validation) };
  const classes = Int32Array.from(validation, (row) => labels[row]!);
  const maps = scores.map((kind) => meanAveragePrecision(held, classes, kind, 1));
  return maps.reduce((sum, { i2t, t2i }) => sum + (i2t + t2i) / 2, 0) / maps.length;
}

/** Tries every setting on the training rows, then fits the best one on the whole training split. */
export async function fitChosen(method: Method, data: PairData, trainSplit: Int32Array): Promise<{ fitted: FittedMethod; setting: number }> {
  let best = { setting: NaN, map: -Infinity };
  for (const setting of method.settings) {
    const map = validationMap(await method.fit(data, data.train, setting), data);
    if (map > best.map) best = { setting, map };
  }
  return { fitted: await method.fit(data, trainSplit, best.setting), setting: best.setting };
}
