/** A GPU can be taken away at any time: by its driver, by the browser, by the machine's sleep. */
import * as tf from '@tensorflow/tfjs-core';

/** Of the present backend; null where that is not on a GPU. */
export function presentDevice(): GPUDevice | null {
  if (tf.getBackend() !== 'webgpu') return null;
  const backend: object = tf.backend();
  return typeof GPUDevice === 'function' && 'device' in backend && backend.device instanceof GPUDevice ? backend.device : null;
}

/** Resolves with the reason when the device of the present backend is lost; null where that is not on a GPU. */
export function deviceLoss(): Promise<string> | null {
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
