import type { Direction } from '../../retrieval/scores';

interface DirectionChoiceProps {
  direction: Direction;
  choose(direction: Direction): void;
}

export function DirectionChoice({ direction, choose }: DirectionChoiceProps) {
  return (
    <label>
      Direction of the curves{' '}
      <select value={direction} onChange={({ target }) => choose(target.value === 't2i' ? 't2i' : 'i2t')}>
        <option value="i2t">image → text</option>
        <option value="t2i">text → image</option>
      </select>
    </label>
  );
}
