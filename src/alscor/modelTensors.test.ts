import { describe, expect, it } from 'vitest';
import { joinBytes } from '../bundle/joinBytes';
import { defaultConfig, type AlscorConfig } from './config';
import { randomModel } from './fixtures/randomModel';
import { modelOf, modelTensors } from './modelTensors';
import { readTensors, writeTensors, type NamedTensor, type TensorFile } from './tensorFile';

const config: AlscorConfig = { ...defaultConfig, members: 2, latentDim: 3, hiddenDim: 5, adversaryHidden: 4, activation: 'tanh', learningRate: 0.1 + 0.2 };
const model = randomModel({ image: 7, text: 6, classes: 4 }, config, true);

const written = (): TensorFile => {
  const { tensors, metadata } = modelTensors(model);
  return readTensors(joinBytes(writeTensors(tensors, metadata)));
};

function changed(change: (tensors: Map<string, NamedTensor>, metadata: Record<string, string>) => void): () => unknown {
  const { tensors, metadata } = written();
  change(tensors, metadata);
  return () => modelOf(tensors, metadata, 'x');
}

describe('a model', () => {
  it('comes back from its file bit for bit', () => {
    const { tensors, metadata } = written();
    expect(modelOf(tensors, metadata)).toEqual(model);
  });

  it('is 2 arrays a standardiser and 18 a member', () => {
    // 4 of VisNet, 4 of TxtNet, 2 of the classifier, 4 of the modality classifier, 4 of the projection.
    const { tensors } = modelTensors(model);
    expect(tensors.length).toBe(4 + 2 * 18);
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual(expect.arrayContaining([['standardiser.image.mean', [7]], ['members.1.txtNet.hidden', [6, 5]], ['members.0.projection.meanU', [1, 3]]]));
  });

  it('is not saved with fewer members than its configuration says', () => {
    expect(() => modelTensors({ ...model, members: model.members.slice(1) })).toThrow('Saving a model: expected 2 members, got 1.');
  });

  it('of an older file has the default of what the file does not name', () => {
    const { tensors, metadata } = written();
    const { turn: _, ...older } = config;
    metadata['config'] = JSON.stringify(older);
    expect(modelOf(tensors, metadata).config.turn).toBe('both');
  });
});

describe('a file is refused', () => {
  it.each<[string, string, (tensors: Map<string, NamedTensor>, metadata: Record<string, string>) => void]>([
    ['without metadata', 'x: expected a model of ALSCOR (format alscor-model in the metadata), got none.', (_, metadata) => void delete metadata['format']],
    ['of another format', 'x: expected a model of ALSCOR (format alscor-model in the metadata), got format pt.', (_, metadata) => (metadata['format'] = 'pt')],
    ['of a later version', 'x: expected version 1 of the format, got 2.', (_, metadata) => (metadata['version'] = '2')],
    ['without a configuration', 'x: expected config in the metadata, got none.', (_, metadata) => void delete metadata['config']],
    ['with an unknown setting', 'x, config: expected settings of ALSCOR, got "layers".', (_, metadata) => (metadata['config'] = JSON.stringify({ ...config, layers: 3 }))],
    ['with a text for a number', 'x, config, members: expected a number, got "2".', (_, metadata) => (metadata['config'] = JSON.stringify({ ...config, members: '2' }))],
    ['with a setting out of range', 'x, config, members: Members: expected a whole number from 1 to 16, got 17.', (_, metadata) => (metadata['config'] = JSON.stringify({ ...config, members: 17 }))],
    ['with a weight that is no number', 'x, fusedWeight: expected a number, got "1".', (_, metadata) => (metadata['fusedWeight'] = '"1"')],
    ['with a weight above 1', 'x, fusedWeight: expected a number from 0 to 1, got 1.5.', (_, metadata) => (metadata['fusedWeight'] = '1.5')],
    ['with labels that are neither', 'x, multiLabel: expected true or false, got perhaps.', (_, metadata) => (metadata['multiLabel'] = 'perhaps')],
    ['without an array', 'x: expected a tensor members.1.projection.projectW of shape (3, 3), got none.', (tensors) => void tensors.delete('members.1.projection.projectW')],
    ['without a standardiser', 'x: expected a tensor standardiser.text.mean of shape (any length), got none.', (tensors) => void tensors.delete('standardiser.text.mean')],
    ['with an array too many', 'x: expected no more tensors than the configuration asks for, got members.2.bias.', (tensors) => void tensors.set('members.2.bias', { name: 'members.2.bias', shape: [1], data: Float32Array.of(1) })],
    ['with an array of another shape', 'x, members.0.visNet.hidden: expected shape (7, 5), got (5, 7).', (tensors) => (tensors.get('members.0.visNet.hidden')!.shape = [5, 7])],
    ['with float64', 'x, standardiser.image.mean: expected F32, got other numbers.', (tensors) => (tensors.get('standardiser.image.mean')!.data = new Float64Array(7))],
  ])('%s', (_, message, change) => {
    expect(changed(change)).toThrow(message);
  });
});
