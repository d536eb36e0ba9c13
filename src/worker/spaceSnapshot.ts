import { selectRows, type Space } from '../retrieval/scores';
import type { SpaceSnapshot } from './protocol';

const MOST_PAIRS = 5000;

/** All pairs of a space, or an even sample of them; copies, to be given away. */
export function spaceSnapshot(space: Space, epoch: number): SpaceSnapshot {
  const count = space.image.rows;
  const shown = Math.min(count, MOST_PAIRS);
  const rows = Int32Array.from({ length: shown }, (_, i) => Math.floor((i * count) / shown));
  return { epoch, k: space.image.k, rows, image: selectRows(space.image, rows).latent, text: selectRows(space.text, rows).latent };
}
