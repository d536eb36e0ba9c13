import { expect, test } from 'vitest';
import type { ModelInfo, QueryPart } from '../worker/protocol';
import { buildRequest } from './searchRequest';
import { initialUrlState, type UrlState } from './urlState';

const cca: ModelInfo = { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null };
const alscor: ModelInfo = { ...cca, key: 'alscor', kind: 'alscor', label: 'ALSCOR', epoch: 3, runId: 'a', scores: ['semantic', 'canonical', 'fused'], fusedWeight: 0.2 };
const item = (modality: 'image' | 'text', row = 4) => ({ kind: 'item', modality, row, weight: 1 }) as const;
const viewOf = (...query: UrlState['query']): UrlState => ({ ...initialUrlState, query });
const picture: QueryPart = { kind: 'picture', picture: new Blob(), weight: 1 };

test('an item asks for the other modality with the newest model and its own score', () => {
  expect(buildRequest(viewOf(item('image')), [cca], [], 10, 24)?.request).toMatchObject({ target: 'text', score: 'canonical', model: 'cca', gallery: 'test', offset: 0, limit: 24 });
  const asked = buildRequest(viewOf(item('text')), [cca, alscor], [], 10, 24);
  expect(asked?.request).toMatchObject({ query: [item('text')], target: 'image', score: 'semantic', model: 'alscor' });
});

test('typed words ask for images and a picture for texts, unless something else is chosen', () => {
  const words = { kind: 'words', text: 'red fruit', weight: 1 } as const;
  expect(buildRequest(viewOf(words), [cca], [], 10, 24)?.request).toMatchObject({ target: 'image', query: [words] });
  expect(buildRequest(viewOf(), [cca], [picture], 10, 24)?.request).toMatchObject({ target: 'text', query: [{ kind: 'picture' }] });
  expect(buildRequest({ ...viewOf(words), target: 'text' }, [cca], [], 10, 24)?.request.target).toBe('text');
});

test('pictures join what the address carries', () => {
  expect(buildRequest(viewOf(item('text')), [cca], [picture], 10, 24)?.request).toMatchObject({ target: 'image', query: [item('text'), { kind: 'picture' }] });
});

test('there is no request without a model, a query, or for an item that does not exist', () => {
  expect(buildRequest(viewOf(item('image')), [], [], 10, 24)).toBeNull();
  expect(buildRequest(initialUrlState, [cca], [], 10, 24)).toBeNull();
  expect(buildRequest(viewOf(item('image', 10)), [cca], [], 10, 24)).toBeNull();
});

test('selected rows alone are searched; without any the request does not name them', () => {
  expect(buildRequest(viewOf(item('image')), [cca], [], 10, 24, [2, 7])?.request.among).toEqual([2, 7]);
  expect(buildRequest(viewOf(item('image')), [cca], [], 10, 24)?.request).not.toHaveProperty('among');
});
