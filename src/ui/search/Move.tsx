import type { Hit } from '../../worker/protocol';
import { moveOf } from './moves';

/** How far a hit stands from where another model has it. @param by "by Linear CCA" */
export function Move({ hit, by }: { hit: Hit; by: string }) {
  const { sign, words, way } = moveOf(hit, by);
  return (
    <span className={`move ${way}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden"> {words}</span>
    </span>
  );
}
