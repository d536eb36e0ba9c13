import { expect, test } from 'vitest';
import type { ModelInfo } from '../worker/protocol';
import { buildRequest } from './searchRequest';
import { initialUrlState } from './urlState';

const cca: ModelInfo = { kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null };
const alscor: ModelInfo = { kind: 'alscor', label: 'ALSCOR', epoch: 3, runId: 'a', scores: ['canonical', 'semantic', 'fused'], fusedWeight: 0.2, preprocessing: null };

test('an item asks for the other modality with the newest model and its own score', () => {
  const view = { ...initialUrlState, query: { kind: 'item' as const, row: 4 } };
  expect(buildRequest(view, [cca], null, 10, 24)?.request).toMatchObject({ target: 'text', score: 'canonical', model: 'cca', gallery: 'test' });
  const asked = buildRequest({ ...view, direction: 't2i' }, [cca, alscor], null, 10, 24);
  expect(asked?.request).toMatchObject({ query: { kind: 'item', modality: 'text', row: 4 }, target: 'image', score: 'semantic', model: 'alscor' });
});

test('typed words ask for images and a picture for texts, whatever the direction', () => {
  const view = { ...initialUrlState, query: { kind: 'words' as const, text: 'red fruit' } };
  expect(buildRequest(view, [cca], null, 10, 24)?.request).toMatchObject({ target: 'image', query: { kind: 'words', text: 'red fruit' } });
  expect(buildRequest({ ...view, direction: 't2i' }, [cca], new Blob(), 10, 24)?.request).toMatchObject({ target: 'text', query: { kind: 'picture' } });
});

test('there is no request without a model, a query, or for an item that does not exist', () => {
  expect(buildRequest({ ...initialUrlState, query: { kind: 'item', row: 4 } }, [], null, 10, 24)).toBeNull();
  expect(buildRequest(initialUrlState, [cca], null, 10, 24)).toBeNull();
  expect(buildRequest({ ...initialUrlState, query: { kind: 'item', row: 10 } }, [cca], null, 10, 24)).toBeNull();
});

test('selected rows alone are searched; without any the request does not name them', () => {
  const view = { ...initialUrlState, query: { kind: 'item' as const, row: 4 } };
  expect(buildRequest(view, [cca], null, 10, 24, [2, 7])?.request.among).toEqual([2, 7]);
  expect(buildRequest(view, [cca], null, 10, 24)?.request).not.toHaveProperty('among');
});
