/** The trained model as files of other tools, and back. */
import type { Dataset } from '../../bundle/dataset';
import type { ModelFormat } from '../protocol';
import type { SearchModel, TrainedModel } from '../searchModel';

export function modelFile(format: ModelFormat, model: SearchModel, dataset: Dataset): Promise<{ name: string; blob: Blob }> {
  throw new Error(`not yet: ${format} ${model.info.label} ${dataset.name}`);
}

/** Throws where the file is not such a model, or does not fit the dataset's features. */
export function readModelFile(file: Blob, name: string, dataset: Dataset): Promise<TrainedModel> {
  throw new Error(`not yet: ${name} ${file.size} ${dataset.name}`);
}
