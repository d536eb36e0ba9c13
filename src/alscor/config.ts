import { preprocessingKinds, type PreprocessingKind } from '../math/preprocessingKinds';

/** Every hyperparameter of ALSCOR. Only the abstract of the paper is open: the defaults are this project's. */
export interface AlscorConfig {
  seed: number;
  /** Views of each picture that are learnt from, of those that the dataset has; 0 takes all. */
  imageViews: number;
  /** What the image features go through before ALSCOR and every compared method. */
  imagePreprocessing: PreprocessingKind;
  textPreprocessing: PreprocessingKind;
  /** Nets trained side by side, each from a start and with validation items of its own; the model is their mean. */
  members: number;
  /** k, width of both nets' outputs and of the common space. */
  latentDim: number;
  /** Width of the one hidden layer of VisNet and of TxtNet. */
  hiddenDim: number;
  activation: 'relu' | 'tanh';
  /** Share of input features set to zero in training. */
  inputDropout: number;
  /** Share of hidden units set to zero in training. */
  hiddenDropout: number;
  batchSize: number;
  epochs: number;
  learningRate: number;
  /** Of the intra-modal classifier: it has to grow faster than the nets, whose outputs the CCA layer scales. */
  classifierLearningRate: number;
  /** Decoupled weight decay of AdamW, on weight matrices only. */
  weightDecay: number;
  /** What the classifiers see: the CCA layer's variates with its exact gradient, the same with the gradient cut, or the nets' own outputs. */
  layer: 'cca' | 'cut' | 'none';
  /** r: r·tr(S)/k is added to the diagonal of each covariance. */
  ridge: number;
  /** α, weight of the correlation loss: minus the mean canonical correlation. */
  correlationWeight: number;
  /** β, weight of the intra-modal classification losses. */
  classificationWeight: number;
  /** δ, weight of the supervised contrastive term between both views; it is not in the paper. */
  contrastWeight: number;
  /** γ, factor of the reversed gradient of the modality classifier. */
  adversaryWeight: number;
  /** λ of the gradient reversal: growing with the share of training done, or 1 from the start. */
  reversal: 'growing' | 'constant';
  adversaryHidden: number;
  adversaryLearningRate: number;
  /** Updates of the modality classifier a training step. */
  adversarySteps: number;
  /** Who learns: both sides of the game, the nets with the intra-modal classifier alone, or the modality classifier alone. */
  turn: 'both' | 'nets' | 'adversary';
  /** Share of the training split held out for model choice where the bundle has no val split. */
  validationShare: number;
  /** Stop after so many epochs without a better validation MAP; 0 never stops early. */
  patience: number;
  /** Stop after so many minutes of training; 0 sets no limit. */
  timeLimit: number;
  /** Stop at the first epoch whose validation MAP, as model choice counts it, reaches this; 0 sets none. */
  targetMap: number;
}

export const defaultConfig: AlscorConfig = {
  seed: 1,
  imageViews: 0,
  imagePreprocessing: 'none',
  textPreprocessing: 'none',
  members: 4,
  latentDim: 32,
  hiddenDim: 256,
  activation: 'relu',
  inputDropout: 0.3,
  hiddenDropout: 0.3,
  batchSize: 256,
  epochs: 40,
  learningRate: 4e-3,
  classifierLearningRate: 2e-2,
  weightDecay: 1e-4,
  layer: 'cca',
  ridge: 0.1,
  correlationWeight: 0.1,
  classificationWeight: 1,
  contrastWeight: 1,
  adversaryWeight: 1,
  reversal: 'growing',
  adversaryHidden: 64,
  adversaryLearningRate: 1e-3,
  adversarySteps: 1,
  turn: 'both',
  validationShare: 0.15,
  patience: 0,
  timeLimit: 0,
  targetMap: 0,
};

export interface ConfigField {
  key: keyof AlscorConfig;
  label: string;
  /** What it does, in one sentence. */
  help: string;
  kind: 'number' | 'choice';
  min?: number;
  max?: number;
  step?: number;
  choices?: string[];
  /** Can be changed while a run goes on. */
  live?: true;
  group: 'Features' | 'Model' | 'Objective' | 'Optimisation' | 'Stopping';
}

const preprocessingField: Pick<ConfigField, 'kind' | 'choices' | 'group'> = { kind: 'choice', choices: [...preprocessingKinds], group: 'Features' };

export const configFields: ConfigField[] = [
  { key: 'imageViews', label: 'Image views', help: 'How many views of each picture ALSCOR and the compared methods learn from, of those that the dataset has; 0 takes all. The first view is shown and tested.', kind: 'number', min: 0, max: 1000, step: 1, group: 'Features' },
  { key: 'imagePreprocessing', label: 'Image preprocessing', help: 'For ALSCOR and the compared methods alike, fitted on the training split. sqrt: signed square root, for histograms. l2: rows to length 1. pca: the directions that hold 95 % of the variance; takes seconds with many features.', ...preprocessingField },
  { key: 'textPreprocessing', label: 'Text preprocessing', help: 'The same for text features. tfidf: for counts of words; rare ones weigh more, then rows to length 1.', ...preprocessingField },
  { key: 'members', label: 'Members', help: 'Nets trained side by side, each from its own start and with its own validation items; the model is their mean. More are steadier and slower.', kind: 'number', min: 1, max: 16, step: 1, group: 'Model' },
  { key: 'latentDim', label: 'Common space width k', help: 'Width of both nets’ outputs and of the common space. Batches should hold at least 2k pairs.', kind: 'number', min: 2, max: 256, step: 1, group: 'Model' },
  { key: 'hiddenDim', label: 'Hidden units', help: 'Width of the hidden layer of VisNet and of TxtNet.', kind: 'number', min: 2, max: 4096, step: 1, group: 'Model' },
  { key: 'activation', label: 'Activation', help: 'Non-linearity of the hidden layers.', kind: 'choice', choices: ['relu', 'tanh'], group: 'Model' },
  { key: 'layer', label: 'CCA layer', help: 'cca: both classifiers see the canonical variates, with the exact gradient through the layer. cut: the layer counts as constant in the gradient. none: they see the nets’ own outputs.', kind: 'choice', choices: ['cca', 'cut', 'none'], group: 'Model' },
  { key: 'inputDropout', label: 'Input dropout', help: 'Share of features set to zero in each training batch.', kind: 'number', min: 0, max: 0.9, step: 0.05, group: 'Model' },
  { key: 'hiddenDropout', label: 'Hidden dropout', help: 'Share of hidden units set to zero in each training batch.', kind: 'number', min: 0, max: 0.9, step: 0.05, group: 'Model' },
  { key: 'correlationWeight', label: 'Correlation weight α', help: 'Pull of the correlation loss: how much the two views’ canonical correlations count.', kind: 'number', min: 0, max: 100, step: 0.05, live: true, group: 'Objective' },
  { key: 'classificationWeight', label: 'Classification weight β', help: 'Pull of the intra-modal classifier that keeps the space discriminative.', kind: 'number', min: 0, max: 100, step: 0.1, live: true, group: 'Objective' },
  { key: 'adversaryWeight', label: 'Adversary weight γ', help: 'Strength of the reversed gradient with which the nets fool the modality classifier; 0 switches the game off.', kind: 'number', min: 0, max: 100, step: 0.1, live: true, group: 'Objective' },
  { key: 'reversal', label: 'Reversal λ', help: 'growing: the nets’ counter-pressure starts at 0 and nears its full strength by half of the training. constant: full strength from the first step.', kind: 'choice', choices: ['growing', 'constant'], live: true, group: 'Objective' },
  { key: 'contrastWeight', label: 'Contrast weight δ', help: 'Pull of a supervised contrastive term that brings pairs of one class together across the views. Beyond the paper; 0 leaves it out.', kind: 'number', min: 0, max: 100, step: 0.1, live: true, group: 'Objective' },
  { key: 'ridge', label: 'Ridge r', help: 'Added to each covariance’s diagonal, as a share of its mean eigenvalue. Larger is steadier, smaller is sharper.', kind: 'number', min: 1e-4, max: 10, step: 0.01, group: 'Objective' },
  { key: 'batchSize', label: 'Batch size', help: 'Pairs a training step. The correlation is estimated within the batch.', kind: 'number', min: 2, max: 8192, step: 1, group: 'Optimisation' },
  { key: 'learningRate', label: 'Learning rate', help: 'AdamW step size of the nets.', kind: 'number', min: 1e-6, max: 1e6, step: 1e-4, live: true, group: 'Optimisation' },
  { key: 'classifierLearningRate', label: 'Classifier learning rate', help: 'AdamW step size of the intra-modal classifier.', kind: 'number', min: 1e-6, max: 1e6, step: 1e-3, live: true, group: 'Optimisation' },
  { key: 'weightDecay', label: 'Weight decay', help: 'Decoupled decay of the weight matrices.', kind: 'number', min: 0, max: 10, step: 1e-4, live: true, group: 'Optimisation' },
  { key: 'adversaryLearningRate', label: 'Adversary learning rate', help: 'AdamW step size of the modality classifier.', kind: 'number', min: 1e-6, max: 1e6, step: 1e-4, live: true, group: 'Optimisation' },
  { key: 'adversarySteps', label: 'Adversary steps', help: 'Updates of the modality classifier for each update of the nets.', kind: 'number', min: 1, max: 20, step: 1, live: true, group: 'Optimisation' },
  { key: 'turn', label: 'Who learns', help: 'both: nets and modality classifier move at the same time. nets: the modality classifier stands still. adversary: only the modality classifier learns.', kind: 'choice', choices: ['both', 'nets', 'adversary'], live: true, group: 'Optimisation' },
  { key: 'adversaryHidden', label: 'Adversary hidden units', help: 'Width of the modality classifier’s hidden layer.', kind: 'number', min: 2, max: 1024, step: 1, group: 'Optimisation' },
  { key: 'seed', label: 'Seed', help: 'Start of every random number: the same seed gives the same run.', kind: 'number', min: 0, max: 2 ** 31 - 1, step: 1, group: 'Optimisation' },
  { key: 'epochs', label: 'Epochs', help: 'Passes over the training pairs.', kind: 'number', min: 1, max: 10000, step: 1, group: 'Stopping' },
  { key: 'patience', label: 'Patience', help: 'Stop after so many epochs without a better validation MAP; 0 never stops early.', kind: 'number', min: 0, max: 10000, step: 1, live: true, group: 'Stopping' },
  { key: 'timeLimit', label: 'Time limit (minutes)', help: 'Stop after so many minutes of training; 0 sets no limit.', kind: 'number', min: 0, max: 100000, step: 1, live: true, group: 'Stopping' },
  { key: 'targetMap', label: 'Target MAP', help: 'Stop at the first epoch whose validation MAP (mean of the canonical and the semantic) reaches this; 0 sets none.', kind: 'number', min: 0, max: 1, step: 0.05, live: true, group: 'Stopping' },
  { key: 'validationShare', label: 'Validation share', help: 'Part of the training pairs held out to choose the best epoch, where the dataset has no validation split of its own.', kind: 'number', min: 0.05, max: 0.5, step: 0.05, group: 'Stopping' },
];

/** A hyperparameter outside its range; `key` names it. */
export class ConfigError extends RangeError {
  readonly key: keyof AlscorConfig;

  constructor(key: keyof AlscorConfig, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.key = key;
  }
}

const integerFields: ReadonlySet<keyof AlscorConfig> = new Set([
  'seed', 'imageViews', 'members', 'latentDim', 'hiddenDim', 'batchSize', 'epochs', 'adversaryHidden', 'adversarySteps', 'patience',
]);

/** @throws ConfigError for the first field that is out of range, naming what was expected and what came. */
export function checkConfig(config: AlscorConfig): void {
  for (const { key, label, min, max, choices } of configFields) {
    const value = config[key];
    if (choices) {
      if (!choices.includes(String(value))) throw new ConfigError(key, `${label}: expected one of ${choices.join(', ')}, got ${value}.`);
      continue;
    }
    const number = Number(value);
    const whole = !integerFields.has(key) || Number.isInteger(number);
    if (!Number.isFinite(number) || !whole || number < min! || number > max!) {
      const kind = integerFields.has(key) ? 'a whole number' : 'a number';
      throw new ConfigError(key, `${label}: expected ${kind} from ${min} to ${max}, got ${value}.`);
    }
  }
}
