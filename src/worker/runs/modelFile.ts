/** model.safetensors: the result of a run, sealed by its checksum. */
import type { AlscorModel } from '../../alscor/model';
import { metadataText, modelOf, modelTensors } from '../../alscor/modelTensors';
import { parseJson } from '../../bundle/json';
import { asCount } from './fields';
import { sealTensors, unsealTensors } from './sealedTensors';

export const MODEL = 'model.safetensors';

export interface BestModel {
  model: AlscorModel;
  epoch: number;
}

/** The parts of a safetensors file; the arrays are not copied. */
export function modelParts({ model, epoch }: BestModel): Uint8Array<ArrayBuffer>[] {
  const { tensors, metadata } = modelTensors(model);
  return sealTensors(tensors, { ...metadata, epoch: String(epoch) });
}

/** Throws BundleError where a byte of the file has changed, or it is none. */
export function readModelBytes(bytes: Uint8Array, path: string): BestModel {
  const { tensors, metadata } = unsealTensors(bytes, path);
  const epoch = asCount(parseJson(metadataText(metadata, 'epoch', path), `${path}, epoch`), `${path}, epoch`);
  return { model: modelOf(tensors, metadata, path), epoch };
}
