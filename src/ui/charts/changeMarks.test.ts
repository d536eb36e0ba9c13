import { expect, test } from 'vitest';
import { changeMarks, changeWords, placeLabels } from './changeMarks';
import { xKinds } from './xAxis';

const columns = { step: [1, 2, 3, 4], epoch: [0.5, 1, 1.5, 2], elapsedMs: [0, 100, 200, 300] };

test('a change is named as its field is', () => {
  expect(changeWords([{ step: 1, key: 'learningRate', value: 0.001 }, { step: 1, key: 'adversaryWeight', value: 0.5 }])).toBe('learning rate 0.001, adversary weight γ 0.5');
});

test('there is one line a step, over whatever the curves are drawn, and none ahead of the run', () => {
  const changes = [
    { step: 3, key: 'learningRate' as const, value: 0.1 },
    { step: 2, key: 'turn' as const, value: 'nets' },
    { step: 3, key: 'learningRate' as const, value: 0.2 },
    { step: 9, key: 'ridge' as const, value: 1 },
  ];
  const marks = (kind: (typeof xKinds)['step']) => changeMarks(columns, changes, kind, 'var(--run-1)').map(({ x, label }) => `${x} ${label}`);
  expect(marks(xKinds.step)[1]).toBe('3 learning rate 0.2');
  expect(marks(xKinds.step)).toHaveLength(2);
  expect(marks(xKinds.epoch).map((mark) => mark.split(' ')[0])).toEqual(['1', '1.5']);
  expect(marks(xKinds.time).map((mark) => mark.split(' ')[0])).toEqual(['0.1', '0.2']);
});

test('labels that would meet stand in rows, one that fits nowhere is left out, and none leaves the plot', () => {
  // 10 letters: 56 px and 6 px of room.
  const line = (left: number) => ({ left, label: 'abcdefghij', colour: 'red' });
  const placed = placeLabels([line(0), line(10), line(20), line(30), line(100), line(190)], 200);
  expect(placed.map(({ left, top, before }) => [left, top, before])).toEqual([[3, 10, false], [13, 22, false], [23, 34, false], [103, 10, false], [187, 22, true]]);
  expect(placeLabels([line(0)], 50)).toEqual([]);
});
