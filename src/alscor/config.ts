/** Every hyperparameter of ALSCOR. Only the abstract of the paper is open: the defaults are this project's. */
export interface AlscorConfig {
  seed: number;
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
  /** Decoupled weight decay of AdamW, on weight matrices only. */
  weightDecay: number;
  /** r: r·tr(S)/k is added to the diagonal of each covariance. */
  ridge: number;
  /** α, weight of the correlation loss -‖M‖_*/k. */
  correlationWeight: number;
  /** β, weight of the intra-modal classification losses. */
  classificationWeight: number;
  /** γ, factor of the reversed gradient of the modality classifier. */
  adversaryWeight: number;
  adversaryHidden: number;
  adversaryLearningRate: number;
  /** Updates of the modality classifier a training step. */
  adversarySteps: number;
  /** Share of the training split held out for model choice where the bundle has no val split. */
  validationShare: number;
  /** Stop after so many epochs without a better validation MAP; 0 never stops early. */
  patience: number;
}
