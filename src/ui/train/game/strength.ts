/** How strongly the parts of the game pull, for its picture. */
import type { ProbePoint } from '../../../worker/protocol';

/** Of an arrow, in units of the picture. */
const THINNEST = 1.5;
const THICKEST = 9;
/** Powers of ten between the thickest arrow and the thinnest. */
const DECADES = 3;

/**
 * Width of an arrow: by the logarithm of its norm, the strongest being the thickest.
 * @returns 0 where nothing pulls
 */
export function arrowWidth(norm: number, strongest: number): number {
  if (!(norm > 0) || !Number.isFinite(norm)) return 0;
  const share = Math.max(0, 1 + Math.log10(norm / strongest) / DECADES);
  return THINNEST + (THICKEST - THINNEST) * Math.min(1, share);
}

export interface Pulls {
  /** Norms of the reversed gradient of the modality classifier in each net. */
  game: { visNet: number; txtNet: number };
  /** Norms of the other terms in each net, added up: what the rest of the objective pulls at most. */
  rest: { visNet: number; txtNet: number };
  /** Norm of the modality classifier's own gradient. */
  classifier: number;
}

export function pullsOf({ gradients, adversaryGradient }: Pick<ProbePoint, 'gradients' | 'adversaryGradient'>): Pulls {
  const rest = ({ correlation, classification, contrast }: ProbePoint['gradients']['visNet']) => correlation + classification + contrast;
  return {
    game: { visNet: gradients.visNet.adversary, txtNet: gradients.txtNet.adversary },
    rest: { visNet: rest(gradients.visNet), txtNet: rest(gradients.txtNet) },
    classifier: adversaryGradient,
  };
}

export function strongestOf({ game, rest, classifier }: Pulls): number {
  return Math.max(...[game.visNet, game.txtNet, rest.visNet, rest.txtNet, classifier].filter(Number.isFinite));
}
