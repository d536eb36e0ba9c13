/** A compared method, fitted on the open dataset to be asked in Search. */
import { defaultConfig } from '../../alscor/config';
import type { Dataset } from '../../bundle/dataset';
import { preprocess } from '../../math/preprocess';
import type { Rows } from '../../math/rows';
import type { FitProgress, FittedMethod } from '../../methods/method';
import { methods } from '../../methods/registry';
import type { Modality } from '../../retrieval/scores';
import { nextTask } from '../nextTask';
import { checkClasses, pairsToTrain } from '../pairs';
import { describePreprocessing } from '../preprocessing';
import { refuse } from '../problem';
import type { SearchModel } from '../search/searchModel';
import type { Preparation } from './modelKey';

type Progress = (done: number, total: number) => void;

function methodNamed(name: string) {
  return methods.find((method) => method.name === name) ?? refuse(`Fitting a method: expected one of ${methods.map((method) => method.name).join(', ')}, got ${name}.`, 'Choose one of them in Search.');
}

/** Null where it had to end. */
async function fitUnlessStopped(fit: AsyncGenerator<FitProgress, FittedMethod | null>, preparation: Preparation, progress: Progress): Promise<FittedMethod | null> {
  for (;;) {
    await nextTask();
    const { done, value } = preparation.stopped === null ? await fit.next() : await fit.return(null);
    if (done) return value;
    progress(value.done, value.total);
  }
}

/**
 * From the default settings and seed, a step at a time; other tasks come in between. Leaves no tensor behind.
 * @throws a refusal for an unknown method and once it has to end, and PairsError
 */
export async function fitMethod(dataset: Dataset, name: string, preparation: Preparation, progress: Progress): Promise<SearchModel> {
  const method = methodNamed(name);
  checkClasses(dataset, [method]);
  const { data, trainSplit, preprocessing } = pairsToTrain(dataset, defaultConfig);
  progress(0, 0);
  const fitted = await fitUnlessStopped(method.fit(data, trainSplit, defaultConfig), preparation, progress);
  if (!fitted) return refuse(`Fitting ${method.label}: ${preparation.stopped}.`, 'Choose it again to fit it from the start.');
  const { scores, space, fusedWeight, embed, embedRows } = fitted;
  const prepared = (modality: Modality, features: Rows) => preprocess(preprocessing[modality], features, `${modality} features`);
  return {
    info: { key: `method:${name}`, kind: 'method', label: method.label, epoch: null, runId: null, scores, fusedWeight, preprocessing: describePreprocessing(preprocessing) },
    trained: null,
    space,
    embed: (modality, features) => embed(modality, prepared(modality, { data: features, rows: 1, dims: features.length }).data),
    embedRows: (modality, features) => embedRows(modality, prepared(modality, features)),
  };
}
