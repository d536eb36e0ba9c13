import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runStatus } from './fixtures/runStatus';
import { useRun } from './run';
import { asksToLeave, stay, type Page } from './staying';

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  become(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let locks: { released: boolean }[];
let refused: boolean;
let fakeDocument: FakeDocument;
let page: Page;
const save = vi.fn();

beforeEach(() => {
  locks = [];
  refused = false;
  save.mockClear();
  fakeDocument = new FakeDocument();
  page = {
    document: fakeDocument,
    window: new EventTarget(),
    lockScreen: async () => {
      if (refused) throw new DOMException('The battery is low.', 'NotAllowedError');
      const lock = { released: false };
      locks.push(lock);
      return {
        release: async () => {
          lock.released = true;
        },
      };
    },
  };
});

afterEach(() => useRun.setState({ status: null, states: [] }));

const settle = () => new Promise((resolve) => setTimeout(resolve));
const state = (step: number) => ({ step, epoch: 0, bytes: 10, kept: false });

function leave(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  page.window.dispatchEvent(event);
  return event.defaultPrevented;
}

test('the screen is held while a run goes on, and let go at a pause and at the end', async () => {
  const end = stay(page, useRun.getState, save);
  expect(locks).toEqual([]);
  useRun.setState({ status: runStatus('running') });
  await settle();
  useRun.setState({ status: runStatus('running', { step: 2 }) });
  await settle();
  expect(locks).toEqual([{ released: false }]);
  useRun.setState({ status: runStatus('paused') });
  await settle();
  expect(locks).toEqual([{ released: true }]);
  useRun.setState({ status: runStatus('running') });
  await settle();
  useRun.setState({ status: runStatus('finished') });
  await settle();
  expect(locks).toEqual([{ released: true }, { released: true }]);
  end();
});

test('a run that ends while the lock is on its way lets it go', async () => {
  const end = stay(page, useRun.getState, save);
  useRun.setState({ status: runStatus('running') });
  useRun.setState({ status: runStatus('finished') });
  await settle();
  expect(locks).toEqual([{ released: true }]);
  end();
});

test('after the page was hidden the lock is asked for again, also where it was refused before', async () => {
  refused = true;
  const end = stay(page, useRun.getState, save);
  useRun.setState({ status: runStatus('running') });
  await settle();
  expect(locks).toEqual([]);
  refused = false;
  fakeDocument.become('hidden');
  await settle();
  expect(locks).toHaveLength(0);
  fakeDocument.become('visible');
  await settle();
  expect(locks).toHaveLength(1);
  fakeDocument.become('hidden');
  fakeDocument.become('visible');
  await settle();
  expect(locks).toHaveLength(2);
  end();
});

test('a browser without wake lock does the rest all the same', async () => {
  const end = stay({ ...page, lockScreen: undefined }, useRun.getState, save);
  useRun.setState({ status: runStatus('running') });
  await settle();
  fakeDocument.become('hidden');
  expect(save).toHaveBeenCalledTimes(1);
  expect(leave()).toBe(true);
  end();
});

test('a page that is hidden stores where its run is, once for each time and only while there is one', () => {
  const end = stay(page, useRun.getState, save);
  fakeDocument.become('hidden');
  fakeDocument.become('visible');
  expect(save).not.toHaveBeenCalled();
  useRun.setState({ status: runStatus('paused') });
  fakeDocument.become('hidden');
  fakeDocument.become('visible');
  expect(save).toHaveBeenCalledTimes(1);
  useRun.setState({ status: runStatus('finished') });
  fakeDocument.become('hidden');
  expect(save).toHaveBeenCalledTimes(1);
  end();
  useRun.setState({ status: runStatus('running') });
  fakeDocument.become('hidden');
  expect(save).toHaveBeenCalledTimes(1);
});

test('leaving asks where steps would be lost', () => {
  expect(asksToLeave(null, [])).toBe(false);
  expect(asksToLeave(runStatus('running', { step: 8 }), [state(8)])).toBe(true);
  expect(asksToLeave(runStatus('paused', { step: 8 }), [state(2), state(5)])).toBe(true);
  expect(asksToLeave(runStatus('paused', { step: 8 }), [state(8), state(5)])).toBe(false);
  expect(asksToLeave(runStatus('paused', { step: 0 }), [])).toBe(false);
  expect(asksToLeave(runStatus('finished', { step: 8 }), [])).toBe(false);
  const end = stay(page, useRun.getState, save);
  expect(leave()).toBe(false);
  useRun.setState({ status: runStatus('running') });
  expect(leave()).toBe(true);
  end();
  expect(leave()).toBe(false);
});
