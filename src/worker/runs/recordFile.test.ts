import { expect, test } from 'vitest';
import { config, recordOf } from './fixtures/run';
import { readRecord, recordBytes } from './recordFile';

const reading = (change: (file: Record<string, unknown>) => void) => {
  const file: Record<string, unknown> = JSON.parse(new TextDecoder().decode(recordBytes(recordOf('a'))));
  change(file);
  return () => readRecord(new TextEncoder().encode(JSON.stringify(file)), 'record.json');
};

const withField = (name: string, value: unknown) => reading((file) => (file['record'] = { ...recordOf('a'), [name]: value }));

test('a record comes back as it was, whatever it names', () => {
  const adapter = { vendor: 'x', architecture: '', description: '', software: false };
  const other = recordOf('b', { from: { id: 'a', name: '', step: 20 }, replayOf: { id: 'c', name: 'Ünder 犬' }, script: [{ step: 3, key: 'turn', value: 'nets' }], environment: { ...recordOf('b').environment, adapter, wasm: null } });
  for (const record of [recordOf('a'), other]) expect(readRecord(recordBytes(record), 'record.json')).toStrictEqual(record);
});

test('a setting that was not there when it was written has its default', () => {
  const { targetMap: _, ...older } = config;
  expect(withField('config', older)()).toStrictEqual(recordOf('a'));
});

test.each([
  ['another version', reading((file) => (file['version'] = 2)), 'record.json.version: expected 1, got 2.'],
  ['an id that leaves its folder', withField('id', '../a'), 'record.json.record.id: expected an id of at most 64 letters, digits, "_" and "-", got "../a".'],
  ['no name', withField('name', undefined), 'record.json.record.name: expected a text, got nothing.'],
  ['a time that is no number', withField('created', null), 'record.json.record.created: expected a number, got null.'],
  ['a field of a later version', withField('tags', []), 'record.json.record: expected no other fields than id, name, created, dataset, config, script, environment, from, replayOf, got "tags".'],
  ['a setting out of its range', withField('config', { ...config, members: 99 }), 'record.json.record.config, members: Members: expected a whole number from 1 to 16, got 99.'],
  ['a setting of a later version', withField('config', { ...config, depth: 3 }), 'record.json.record.config: expected settings of ALSCOR, got "depth".'],
  ['a setting that is an object', withField('config', { ...config, members: { valueOf: 1 } }), 'record.json.record.config.members: expected a number or a text, got {"valueOf":1}.'],
  ['another backend', withField('environment', { ...recordOf('a').environment, backend: 'abacus' }), 'record.json.record.environment.backend: expected one of webgpu, wasm, webgl, cpu, got "abacus".'],
])('a record with %s is refused', (_, read, message) => {
  expect(read).toThrow(message);
});
