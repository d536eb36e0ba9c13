/** Compiled programs of an index on the GPU, shared by the indexes of a device. */
import type { VectorStorage } from '../../../retrieval/vectorIndex';
import { scoreShader } from './scoreShader';
import { compactShader, countShader, pickShader } from './selectShaders';

const known = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

function program(device: GPUDevice, code: string): Promise<GPUComputePipeline> {
  const programs = known.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  known.set(device, programs);
  const made = programs.get(code) ?? device.createComputePipelineAsync({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } });
  programs.set(code, made);
  return made;
}

export interface SelectPrograms {
  count: GPUComputePipeline;
  pick: GPUComputePipeline;
  compact: GPUComputePipeline;
}

export const scoreProgram = (device: GPUDevice, storage: VectorStorage, together: 1 | 4): Promise<GPUComputePipeline> => program(device, scoreShader(storage, together));

export async function selectPrograms(device: GPUDevice): Promise<SelectPrograms> {
  const [count, pick, compact] = await Promise.all([countShader, pickShader, compactShader].map((code) => program(device, code)));
  return { count: count!, pick: pick!, compact: compact! };
}
