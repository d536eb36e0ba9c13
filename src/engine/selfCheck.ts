/** Whether a backend computes what it should: one training step of a tiny model against float64. */
import { measureNames } from '../alscor/objective';
import { referenceObjective } from '../alscor/reference';
import { listWeights, mapWeights } from '../alscor/weights';
import { seededMatrix, stepOnBackend, tinyCase, tinyConfig, type Stepped, type TinyCase } from './tinyStep';

/** Largest relative error that is put down to float32. */
const TOLERANCE = 1e-3;
const STRIDE = 1e-5;
const EPSILON = 1e-8;
/** Gradients below it count as noise: those of the nets' last biases vanish, since the CCA layer centres what it gets. */
const LEAST_GRADIENT = 1e-2;

/** A number that came, what it should be, and what its error is measured by. */
interface Reading {
  name: string;
  expected: number;
  got: number;
  scale: number;
}

const partNames = { visNet: 'VisNet', txtNet: 'TxtNet', classifier: 'the classifier', adversary: 'the modality classifier' };
const losses = ['total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary'] as const;

function lossReadings({ weights, image, text, classes }: TinyCase, { measures }: Stepped): Reading[] {
  const reference = referenceObjective(weights, image, text, classes, tinyConfig);
  return losses.map((name) => {
    const expected = reference[name];
    return { name: `the loss “${name}”`, expected, got: measures[measureNames.indexOf(name)]!, scale: Math.abs(expected) };
  });
}

/** What the parameters of a part descend on. */
function playedLoss({ weights, image, text, classes }: TinyCase, part: keyof typeof partNames): number {
  const { total, adversary } = referenceObjective(weights, image, text, classes, tinyConfig);
  if (part === 'adversary') return adversary;
  return part === 'classifier' ? total : total - tinyConfig.adversaryWeight * adversary;
}

/** Of each parameter, the slope in a direction of ones and minus ones: by the backend's gradient, and by differences in float64. */
function slopeReadings(tiny: TinyCase, { gradients }: Stepped): Reading[] {
  const parts = listWeights(mapWeights(tiny.weights, (_, part) => part));
  return listWeights(tiny.weights).map((matrix, index) => {
    const signs = seededMatrix(matrix.rows, matrix.columns, 20 + index).apply(function sign(row, column) {
      this.set(row, column, Math.sign(this.get(row, column)));
    });
    const kept = matrix.clone();
    const lossAt = (stride: number): number => {
      matrix.apply((row, column) => matrix.set(row, column, kept.get(row, column) + stride * signs.get(row, column)));
      return playedLoss(tiny, parts[index]!);
    };
    const expected = (lossAt(STRIDE) - lossAt(-STRIDE)) / (2 * STRIDE);
    lossAt(0);
    const gradient = gradients[index]!;
    const got = signs.to1DArray().reduce((sum, sign, i) => sum + sign * gradient[i]!, 0);
    return { name: `a slope of ${partNames[parts[index]!]}`, expected, got, scale: Math.max(LEAST_GRADIENT, Math.hypot(...gradient)) };
  });
}

/** AdamW's first update of each parameter, x·(1 - η·decay) - η·g / (|g| + ε), from the gradient that the backend has. */
function updateReadings({ weights }: TinyCase, { gradients, values }: Stepped): Reading[] {
  const { learningRate, weightDecay } = tinyConfig;
  const decays = listWeights(mapWeights(weights, (_, _part, name) => (name.toLowerCase().endsWith('bias') ? 0 : weightDecay)));
  const parts = listWeights(mapWeights(weights, (_, part) => part));
  return listWeights(weights).flatMap((matrix, index) =>
    matrix.to1DArray().map((value, i) => {
      const g = gradients[index]![i]!;
      const expected = value * (1 - learningRate * decays[index]!) - (learningRate * g) / (Math.abs(g) + EPSILON);
      return { name: `a weight of ${partNames[parts[index]!]} after its update`, expected, got: values[index]![i]!, scale: learningRate };
    }),
  );
}

/** Infinite where no number came. */
function errorOf({ expected, got, scale }: Reading): number {
  const error = Math.abs(got - expected) / scale;
  return Number.isNaN(error) ? Infinity : error;
}

/**
 * Makes one seeded training step of 8 pairs on the backend in use and compares losses, gradients and updates with float64.
 * @returns the worst relative error
 * @throws Error with the numbers where the worst relative error is above 1e-3, or no number came
 */
export async function selfCheck(): Promise<number> {
  const tiny = tinyCase();
  const stepped = await stepOnBackend(tiny);
  const readings = [...lossReadings(tiny, stepped), ...slopeReadings(tiny, stepped), ...updateReadings(tiny, stepped)];
  const worst = readings.reduce((a, b) => (errorOf(b) > errorOf(a) ? b : a));
  const error = errorOf(worst);
  if (error <= TOLERANCE) return error;
  throw new Error(`it computes wrongly: in a test step ${worst.name} came out as ${worst.got.toPrecision(5)} instead of ${worst.expected.toPrecision(5)}`);
}
