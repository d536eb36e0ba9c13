import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { DROPOUT_MASK, runOwnKernel, type DropoutAttributes } from './ownKernels';
import { dropoutMask } from './random';

/** The same numbers on every backend: 0 with probability `share`, else 1 / (1 - share), float32 [rows, columns]. */
export function dropoutTensor(rows: number, columns: number, share: number, key: number): Tensor2D {
  const attributes: DropoutAttributes = { shape: [rows, columns], share, key };
  return (runOwnKernel(DROPOUT_MASK, {}, attributes) as Tensor2D | null) ?? tf.tensor2d(dropoutMask(rows * columns, share, key), [rows, columns]);
}
