/** What is told of a run, and asked for one. Types only: page and worker share them through the protocol. */
import type { AlscorConfig } from '../alscor/config';
import type { Probe } from '../alscor/probe';
import type { ConfigChange } from '../alscor/runState';
import type { EndReason } from '../alscor/stopping';
import type { Direction, ScoreKind } from '../retrieval/scores';

/** Losses of one training step; every value is a mean over the batch. */
export interface StepPoint {
  step: number;
  /** Fractional: step / steps an epoch. */
  epoch: number;
  elapsedMs: number;
  /** The nets' objective without the reversed term: α·correlation + β·(classImage + classText) + δ·contrast. */
  total: number;
  /** Minus the mean of the k canonical correlations, in [-1, 0]. */
  correlation: number;
  classImage: number;
  classText: number;
  /** Of the supervised contrastive term; 0 where its weight is. */
  contrast: number;
  /** Cross-entropy of the modality classifier; ln 2 = 0.693 where it guesses. */
  adversary: number;
  /** Share of items whose modality it names; 0.5 is chance. */
  modalityAccuracy: number;
  /** λ(p) of the gradient reversal. */
  reversal: number;
}

export interface EpochPoint {
  epoch: number;
  step: number;
  /** MAP@all on the validation items for each score kind. */
  validation: Record<ScoreKind, Record<Direction, number>>;
  /** Best epoch so far by the mean of both directions of any score. */
  best: boolean;
  elapsedMs: number;
}

/** A closer look at a run after a step, on its first member and that step's batch. */
export interface ProbePoint extends Probe {
  step: number;
  /** Fractional, as of StepPoint. */
  epoch: number;
  elapsedMs: number;
}

export type RunPhase = 'idle' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface RunStatus {
  /** Of the run's record; empty where there is none. */
  runId: string;
  phase: RunPhase;
  epoch: number;
  epochs: number;
  step: number;
  totalSteps: number;
  stepsPerSecond: number;
  elapsedMs: number;
  /** Remaining time at the present speed; null until the first epoch is done. */
  remainingMs: number | null;
  /** Bytes that tfjs holds in tensors. */
  tensorBytes: number;
  tensors: number;
  bestEpoch: number | null;
  /** Why it came to its end by itself; null where it did not. */
  endedBy: EndReason | null;
}

export interface RunRequest {
  id: string;
  name: string;
  config: AlscorConfig;
  /** Changes to make again at their steps. */
  script: ConfigChange[];
  /** A state to start from, of a stored run; null starts from the seed. */
  from: { id: string; step: number } | null;
  replayOf: { id: string; name: string } | null;
}

/** Where items lie in the common space of the model as of an epoch; rows of the latents have length 1. */
export interface SpaceSnapshot {
  epoch: number;
  k: number;
  /** Rows of the dataset that these are: all of them, or an even sample of 5,000. */
  rows: Int32Array;
  /** [rows, k] */
  image: Float32Array;
  text: Float32Array;
}
