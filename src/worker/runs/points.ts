/** The points of curves as they come out of a run's JSON lines. Each throws BundleError where one is another. */
import { asBoolean, asList, asNumber } from '../../bundle/json';
import type { EpochPoint, ProbePoint } from '../protocol';
import { asCount, asFields, asMeasure } from './fields';

function asPair<K extends string>(...names: [K, K]) {
  const checks = Object.fromEntries(names.map((name) => [name, asMeasure])) as Record<K, typeof asMeasure>;
  return (value: unknown, where: string): Record<K, number> => asFields<Record<K, number>>(value, where, checks);
}

const asDirections = asPair('i2t', 't2i');
const asModalities = asPair('image', 'text');

export function asEpochPoint(value: unknown, where: string): EpochPoint {
  return asFields<EpochPoint>(value, where, {
    epoch: asCount,
    step: asCount,
    validation: (scores, at) => asFields<EpochPoint['validation']>(scores, at, { semantic: asDirections, canonical: asDirections, fused: asDirections }),
    best: asBoolean,
    elapsedMs: asNumber,
  });
}

type Gradients = ProbePoint['gradients'];

function asNorms(value: unknown, where: string): Gradients['visNet'] {
  return asFields<Gradients['visNet']>(value, where, { correlation: asMeasure, classification: asMeasure, contrast: asMeasure, adversary: asMeasure });
}

export function asProbePoint(value: unknown, where: string): ProbePoint {
  return asFields<ProbePoint>(value, where, {
    step: asCount,
    epoch: asNumber,
    elapsedMs: asNumber,
    correlations: (list, at) => asList(list, at, asMeasure),
    effectiveDimension: asMeasure,
    condition: asModalities,
    whiteningResidual: asMeasure,
    takenForImage: asModalities,
    gradients: (nets, at) => asFields<Gradients>(nets, at, { visNet: asNorms, txtNet: asNorms }),
    adversaryGradient: asMeasure,
  });
}
