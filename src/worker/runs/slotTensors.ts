/** Members with their optimiser's moments as named arrays, and back, bit for bit. */
import type { AlscorConfig } from '../../alscor/config';
import { TensorTaker } from '../../alscor/modelTensors';
import type { PlainMatrix } from '../../alscor/model';
import type { SlotState } from '../../alscor/runState';
import type { NamedTensor } from '../../alscor/tensorFile';
import { listWeights, mapWeights, weightShapes, type DataDims, type Shape, type Weights } from '../../alscor/weights';
import { mismatch } from '../../bundle/json';

type Matrices = Omit<SlotState, 'count'>;

const matrices: (keyof Matrices)[] = ['value', 'mean', 'variance'];

/** members.m.{visNet,txtNet,adversary}.{hidden,hiddenBias,output,outputBias}.{value,mean,variance} and members.m.classifier.{weight,bias}.…, float32. */
export function slotTensors(members: Weights<SlotState>[]): NamedTensor[] {
  const tensors: NamedTensor[] = [];
  members.forEach((member, m) =>
    mapWeights(member, (slot, part, name) => {
      for (const kind of matrices) {
        const { rows, columns, data } = slot[kind];
        tensors.push({ name: `members.${m}.${part}.${name}.${kind}`, shape: [rows, columns], data });
      }
    }),
  );
  return tensors;
}

/** Updates made of each parameter, in the order of `zipWeights`, a list a member. */
export function slotCounts(members: Weights<SlotState>[]): number[][] {
  return members.map((member) => listWeights(member).map(({ count }) => count));
}

function dimsOf(tensors: ReadonlyMap<string, NamedTensor>): DataDims {
  const size = (name: string, axis: number): number => tensors.get(`members.0.${name}.value`)?.shape[axis] ?? 0;
  return { image: size('visNet.hidden', 0), text: size('txtNet.hidden', 0), classes: size('classifier.weight', 1) };
}

/**
 * The members that were made into these arrays, which are not copied; all of the widths that the first has.
 * @param path for errors
 * @throws BundleError where an array or a count is missing, too much or not as the configuration says
 */
export function slotsOf(tensors: ReadonlyMap<string, NamedTensor>, counts: number[][], config: AlscorConfig, path: string): Weights<SlotState>[] {
  const shapes = weightShapes(dimsOf(tensors), config);
  const slots = listWeights(shapes).length;
  const all = counts.every((own) => own.length === slots);
  if (counts.length !== config.members || !all) throw mismatch(`${path}, counts`, `${slots} counts for each of ${config.members} members`, counts);
  const taker = new TensorTaker(tensors, path);
  const take = (name: string, [rows, columns]: Shape): PlainMatrix => ({ rows, columns, data: taker.take(name, [rows, columns]) });
  const members = counts.map((own, m) => {
    let slot = 0;
    return mapWeights(shapes, (shape, part, name): SlotState => {
      const of = (kind: keyof Matrices) => take(`members.${m}.${part}.${name}.${kind}`, shape);
      return { value: of('value'), mean: of('mean'), variance: of('variance'), count: own[slot++]! };
    });
  });
  taker.finish();
  return members;
}
