import { beforeEach, expect, test } from 'vitest';
import type { DatasetSummary } from '../worker/protocol';
import { useDataset } from './dataset';
import { useSelection } from './selection';

const summary: DatasetSummary = {
  name: 'A', description: undefined, license: undefined, citation: undefined, count: 9, dims: { image: 1, text: 1 }, views: ['whole'],
  encoders: { image: undefined, text: undefined }, classNames: [], labels: new Int32Array(9), items: [], images: undefined, thumbnails: undefined,
  vocabulary: undefined, encodesPictures: false, sampledFrom: undefined, bytes: 1, loadMs: 1,
};
const { select, add, toggle, clear } = useSelection.getState();
const rows = () => useSelection.getState().rows;

beforeEach(clear);

test('selected rows rise and are held once, as an image and its text are one pair', () => {
  select([7, 2, 7, 4]);
  expect(rows()).toEqual([2, 4, 7]);
  add(new Set([3, 2]));
  expect(rows()).toEqual([2, 3, 4, 7]);
  select([1]);
  expect(rows()).toEqual([1]);
});

test('a row is taken in and out again', () => {
  toggle(5);
  toggle(3);
  expect(rows()).toEqual([3, 5]);
  toggle(5);
  expect(rows()).toEqual([3]);
  clear();
  expect(rows()).toEqual([]);
});

test('another dataset has other rows: the selection goes', () => {
  useDataset.setState({ summary });
  select([1, 2]);
  useDataset.setState({ loading: { task: 'Reading', done: 0, total: 1 } });
  expect(rows()).toEqual([1, 2]);
  useDataset.setState({ summary: { ...summary, name: 'B' } });
  expect(rows()).toEqual([]);
});
