/** Keeps runs' files apart from the training, which writing would hold up. */
import { reportOf } from '../problem';
import type { Reply } from '../rpc';
import type { RunCommands, RunFileRequest } from './protocol';
import { createRun, discardRun, importRun, listSpaces, openRun, packRun, readCurves, readModel, readSpace, readState, sweepRuns, type RunWriter } from './store';

const writers = new Map<string, RunWriter>();

/** Of a run that was created or opened here, and not ended or closed since. */
function writerOf(id: string): RunWriter {
  const writer = writers.get(id);
  if (!writer) throw new Error(`Storing a run: expected one that was begun here, got ${id}.`);
  return writer;
}

async function open(id: string): Promise<RunCommands['open']['result']> {
  const { writer, ...opened } = await openRun(id);
  writers.set(id, writer);
  return opened;
}

async function answer(request: RunFileRequest): Promise<RunCommands[keyof RunCommands]['result']> {
  switch (request.command) {
    case 'create':
      writers.set(request.payload.record.id, await createRun(request.payload.record));
      return null;
    case 'open':
      return open(request.payload.id);
    case 'append':
      await writerOf(request.payload.id).append(request.payload.part);
      return null;
    case 'addSpace':
      await writerOf(request.payload.id).addSpace(request.payload.space);
      return null;
    case 'save':
      return writerOf(request.payload.id).save(request.payload.state, request.payload.kept);
    case 'end':
      await writerOf(request.payload.id).end(request.payload.ended, request.payload.best);
      writers.delete(request.payload.id);
      return null;
    case 'close':
      writers.get(request.payload.id)?.close();
      writers.delete(request.payload.id);
      return null;
    case 'state':
      return readState(request.payload.id, request.payload.step);
    case 'model':
      return readModel(request.payload.id);
    case 'spaces':
      return listSpaces(request.payload.id);
    case 'space':
      return readSpace(request.payload.id, request.payload.epoch);
    case 'curves':
      return readCurves(request.payload.id);
    case 'discard':
      await discardRun(request.payload.id, request.payload.statesOnly);
      return null;
    case 'sweep':
      return sweepRuns();
    case 'pack':
      return packRun(request.payload.id);
    case 'import':
      return importRun(request.payload.file, request.payload.id);
    default:
      return request satisfies never;
  }
}

const post = (message: Reply<RunCommands>): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<RunFileRequest>) => {
  const { id } = data;
  try {
    post({ type: 'reply', id, ok: true, result: await answer(data) });
  } catch (error) {
    post({ type: 'reply', id, ok: false, problem: reportOf(error) });
  }
};
