/** How good an epoch is, on the validation items: model choice looks at nothing else. */
import { selectLabels } from '../retrieval/labels';
import { mixedMaps } from '../retrieval/mixedMap';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import type { AlscorConfig } from './config';
import type { PairData } from './data';

export type ValidationScores = Record<ScoreKind, Record<Direction, number>>;

const FUSED_WEIGHTS = [0.1, 0.3, 0.5, 0.7, 0.9];

function average({ i2t, t2i }: Record<Direction, number>): number {
  return (i2t + t2i) / 2;
}

/** Validation MAP of every score, the mean over the members, each on its own items; the fused weight is the best of five. */
export function validate(members: { data: PairData; space: Space }[]): { validation: ValidationScores; fusedWeight: number } {
  const maps = members.map(({ data: { validation, labels }, space }) => {
    const held = { image: selectRows(space.image, validation), text: selectRows(space.text, validation) };
    return mixedMaps(held, selectLabels(labels, validation), [1, 0, ...FUSED_WEIGHTS]);
  });
  const mean = (mix: number, direction: Direction) => maps.reduce((sum, own) => sum + own[mix]![direction], 0) / maps.length;
  const [canonical, semantic, ...fused] = maps[0]!.map((_, mix) => ({ i2t: mean(mix, 'i2t'), t2i: mean(mix, 't2i') }));
  const best = fused.reduce((top, map, mix) => (average(map) > average(fused[top]!) ? mix : top), 0);
  return { validation: { canonical: canonical!, semantic: semantic!, fused: fused[best]! }, fusedWeight: FUSED_WEIGHTS[best]! };
}

/** What model choice maximises: the mean over both directions of the canonical and the semantic MAP; without a trained classifier the canonical alone. */
export function selectionScore({ canonical, semantic }: ValidationScores, { classificationWeight }: Pick<AlscorConfig, 'classificationWeight'>): number {
  return classificationWeight === 0 ? average(canonical) : (average(canonical) + average(semantic)) / 2;
}
