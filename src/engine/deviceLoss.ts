/** A GPU can be taken away at any time: by its driver, by the browser, by the machine's sleep. */
import * as tf from '@tensorflow/tfjs-core';

function presentDevice(): GPUDevice | null {
  const backend: object = tf.backend();
  return 'device' in backend && backend.device instanceof GPUDevice ? backend.device : null;
}

/** Resolves with the reason when the device of the present backend is lost; null where that is not on a GPU. */
export function deviceLoss(): Promise<string> | null {
  if (tf.getBackend() !== 'webgpu') return null;
  const device = presentDevice();
  return device && device.lost.then(({ reason, message }) => message || reason || 'no reason was given');
}

/** Makes the present backend start from nothing the next time: what it holds is gone. No tensor of it may be used again. */
export function forgetBackend(): void {
  const name = tf.getBackend();
  const factory = tf.findBackendFactory(name);
  tf.removeBackend(name);
  tf.registerBackend(name, factory, name === 'webgpu' ? 3 : 2);
}
