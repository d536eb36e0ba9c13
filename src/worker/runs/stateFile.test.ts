import { expect, test } from 'vitest';
import { readTensors } from '../../alscor/tensorFile';
import { joinBytes } from '../../bundle/joinBytes';
import { BundleError } from '../../bundle/problem';
import { changeAt, config, modelOf, stateAt } from './fixtures/run';
import { MODEL, modelParts, readModelBytes } from './modelFile';
import { sealTensors } from './sealedTensors';
import { readStateFile, stateParts } from './stateFile';

const bytesOf = (parts: Uint8Array[]): Uint8Array<ArrayBuffer> => joinBytes(parts);

test('a state comes back bit for bit, with its best model, its changes and its counts', () => {
  const state = stateAt(27, [changeAt(3), changeAt(90)]);
  expect(readStateFile(bytesOf(stateParts(state)), 'a')).toStrictEqual(state);
});

test('a state before the first epoch has no best model, and a best score of minus infinity stays it', () => {
  expect(readStateFile(bytesOf(stateParts(stateAt(3))), 'a')).toStrictEqual(stateAt(3));
  const state = stateAt(10);
  const lowest = { ...state, best: state.best && { ...state.best, score: -Infinity } };
  expect(readStateFile(bytesOf(stateParts(lowest)), 'a')).toStrictEqual(lowest);
});

test('other tools read it as safetensors; its arrays are not copied on the way in or out', () => {
  const state = stateAt(27);
  const parts = stateParts(state);
  const { data } = state.members[0]!.visNet.hidden.value;
  expect(parts.some((part) => part.buffer === data.buffer)).toBe(true);
  const bytes = bytesOf(parts);
  expect(readTensors(bytes).tensors.get('members.1.classifier.bias.variance')).toEqual({ name: 'members.1.classifier.bias.variance', shape: [1, 5], data: state.members[1]!.classifier.bias.variance.data });
  expect(readStateFile(bytes, 'a').members[0]!.visNet.hidden.value.data.buffer).toBe(bytes.buffer);
});

test('every byte that is changed is noticed, in the header as in the numbers', () => {
  const whole = bytesOf(stateParts(stateAt(13)));
  for (let at = 0; at < whole.length; at++) {
    const changed = Uint8Array.from(whole);
    changed[at]! ^= 1 << at % 8;
    expect(() => readStateFile(changed, 'a'), `byte ${at}`).toThrow(BundleError);
  }
});

test('a file that is cut off anywhere, or followed by others, is noticed', () => {
  const whole = bytesOf(stateParts(stateAt(13)));
  for (let length = 0; length < whole.length; length++) expect(() => readStateFile(whole.subarray(0, length), 'a'), `${length} bytes`).toThrow(BundleError);
  expect(() => readStateFile(joinBytes([whole, Uint8Array.of(0)]), 'a')).toThrow(/^a: expected bytes of checksum "[0-9a-f]{8}", got [0-9a-f]{8}\.$/);
});

test('numbers that are not finite are refused: nothing goes on from them', () => {
  const state = stateAt(27);
  state.members[1]!.txtNet.output.mean.data[2] = NaN;
  expect(() => readStateFile(bytesOf(stateParts(state)), 'a')).toThrow('a, members.1.txtNet.output.mean: expected finite numbers, got NaN.');
});

test('arrays that do not fit the configuration are refused, and a model is no state', () => {
  const state = stateAt(27);
  const wide = { ...state, config: { ...config, hiddenDim: 4 } };
  expect(() => readStateFile(bytesOf(stateParts(wide)), 'a')).toThrow('a, members.0.visNet.hidden.value: expected shape (4, 4), got (4, 3).');
  const fewer = { ...state, members: state.members.slice(1) };
  expect(() => readStateFile(bytesOf(stateParts(fewer)), 'a')).toThrow('a, counts: expected 14 counts for each of 2 members, got [[');
  expect(() => readStateFile(bytesOf(modelParts({ model: modelOf(1), epoch: 2 })), 'a')).toThrow('a, format: expected one of alscor-run-state, got "alscor-model".');
  expect(() => readStateFile(bytesOf(sealTensors([], {})), 'a')).toThrow('a, format: expected one of alscor-run-state, got nothing.');
});

test('a model comes back bit for bit, with its epoch', () => {
  const best = { model: modelOf(5), epoch: 12 };
  expect(readModelBytes(bytesOf(modelParts(best)), MODEL)).toStrictEqual(best);
});
