/** Facts of the WebGPU adapter that the browser hands out. */
import type { Environment } from '../worker/protocol';

export type AdapterFacts = NonNullable<Environment['adapter']>;

/** Adapters that compute on the CPU: SwiftShader, Mesa's llvmpipe, Windows' WARP. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

export const isSoftware = ({ vendor, architecture, device, description, isFallbackAdapter }: GPUAdapterInfo): boolean =>
  isFallbackAdapter === true || softwareNames.test(`${vendor} ${architecture} ${device} ${description}`);

/** @throws Error where the browser has no WebGPU or gives no adapter, saying which */
export async function adapterFacts(): Promise<AdapterFacts> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) throw new Error('this browser has no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('the browser has WebGPU but gives no adapter: no GPU, or its driver is blocked');
  const { vendor, architecture, device, description } = adapter.info;
  return {
    vendor,
    architecture,
    description: description || device,
    software: isSoftware(adapter.info),
  };
}
