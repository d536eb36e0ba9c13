/** Members of a run, off the backend and back onto it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Slot } from './adamw';
import type { PlainMatrix } from './model';
import type { SlotState } from './runState';
import type { Training } from './step';
import { mapWeights, zipWeights, type Weights } from './weights';

async function toPlain(tensor: Tensor2D): Promise<PlainMatrix> {
  const [rows, columns] = tensor.shape;
  return { rows, columns, data: (await tensor.data<'float32'>()).slice() };
}

async function slotState({ value, mean, variance, count }: Slot): Promise<SlotState> {
  const [plainValue, plainMean, plainVariance] = await Promise.all([toPlain(value), toPlain(mean), toPlain(variance)]);
  return { value: plainValue, mean: plainMean, variance: plainVariance, count };
}

/** Copies weights and moments; the training must not move meanwhile. */
export async function captureTraining({ slots }: Training): Promise<Weights<SlotState>> {
  const pending: Promise<[Slot, SlotState]>[] = [];
  mapWeights(slots, (slot) => void pending.push(slotState(slot).then((state): [Slot, SlotState] => [slot, state])));
  const states = new Map(await Promise.all(pending));
  return mapWeights(slots, (slot) => states.get(slot)!);
}

const upload = ({ data, rows, columns }: PlainMatrix): Tensor2D => tf.tensor2d(data, [rows, columns]);

/** A training as it was captured; owns its tensors until `disposeTraining`. */
export function restoreTraining(members: Weights<SlotState>, step: number): Training {
  const slots = mapWeights(members, ({ value, mean, variance, count }): Slot => ({ value: upload(value), mean: upload(mean), variance: upload(variance), count }));
  return { slots, step };
}

/** @throws RangeError where the state's shapes are not those of the weights that the configuration and data ask for */
export function checkShapes(expected: Weights<{ shape: number[] }>, state: Weights<SlotState>): void {
  zipWeights(expected, state, ({ shape }, { value }, part, name) => {
    if (shape[0] !== value.rows || shape[1] !== value.columns) {
      throw new RangeError(`Going on with a run: expected ${part} ${name} of ${shape.join(' × ')}, got ${value.rows} × ${value.columns}. Start from a run with the same architecture and features.`);
    }
  });
}
