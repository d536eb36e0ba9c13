/** The trained model as files of other tools, and back. What only one kind of file needs is loaded with it. */
import type { Dataset } from '../../bundle/dataset';
import { refuse } from '../problem';
import type { ModelFormat } from '../protocol';
import type { SearchModel, TrainedModel } from '../search/searchModel';
import { modelParts, readModel } from './safetensors';
import { zipOf } from './zip';

export { searchModelOf } from './embedDataset';

interface NamedFile {
  name: string;
  blob: Blob;
}

/**
 * The model that answers as one file: its weights (safetensors), its towers as graphs (ONNX, a zip), or where it places
 * the dataset's items (npy, or Parquet as clip-retrieval has it, zips). Throws a refusal for linear CCA.
 */
export async function modelFile(format: ModelFormat, model: SearchModel, dataset: Dataset): Promise<NamedFile> {
  const { info, trained } = model;
  if (!trained) return refuse(`Saving a model: expected a trained one, got ${info.label}.`, 'Train first, or use a stored run.');
  switch (format) {
    case 'safetensors':
      return { name: 'alscor.safetensors', blob: new Blob(modelParts(trained, info, dataset), { type: 'application/octet-stream' }) };
    case 'onnx': {
      const { onnxFiles } = await import('./onnx/onnxFiles');
      return { name: 'alscor-onnx.zip', blob: await zipOf(onnxFiles(trained, info, dataset)) };
    }
    case 'npy': {
      const { npyFiles } = await import('./embeddings');
      return { name: 'alscor-embeddings-npy.zip', blob: await zipOf(npyFiles(model, dataset)) };
    }
    case 'parquet': {
      const { clipRetrievalFiles } = await import('./embeddings');
      return { name: 'alscor-embeddings-parquet.zip', blob: await zipOf(clipRetrievalFiles(model, dataset)) };
    }
    default:
      return format satisfies never;
  }
}

/** Throws BundleError where the file is not such a model, or does not fit the dataset's features, their encoders or its classes. */
export function readModelFile(file: Blob, name: string, dataset: Dataset): Promise<TrainedModel> {
  return readModel(file, name, dataset);
}
