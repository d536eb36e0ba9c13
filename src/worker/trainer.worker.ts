import { wasmAddresses } from '../engine/wasmAddresses';
import { discardDataset } from './library/opfsSink';
import { sweepLeftovers } from './library/sweep';
import { reportOf } from './problem';
import type { CommandName, Commands, RequestMessage, WorkerMessage } from './protocol';
import { runFiles, runFilesWorker } from './runs/client';
import { Session } from './session';

const post = (message: WorkerMessage): void => self.postMessage(message);

const files = runFilesWorker();
const session = new Session(post, wasmAddresses, runFiles(files));

type Result = Commands[CommandName]['result'];

function answer(request: RequestMessage): Result | Promise<Result> {
  switch (request.command) {
    case 'start':
    case 'setBackend':
      return session.setBackend(request.payload.backend);
    case 'loadDataset':
      return session.loadDataset(request.payload.source);
    case 'packDataset':
      return session.packDataset();
    case 'keepDataset':
      return session.keepDataset(request.payload);
    case 'discardDataset':
      return discardDataset(request.payload.id).then(() => null);
    case 'sweepLibrary':
      return sweepLeftovers();
    case 'train':
      return session.train(request.payload);
    case 'pause':
      return session.runner.pause();
    case 'resume':
      return session.runner.resume();
    case 'stop':
      return session.runner.stop();
    case 'reset':
      return session.reset();
    case 'search':
      return session.desk.search(request.payload);
    case 'explain':
      return session.desk.explain(request.payload);
    case 'insights':
      return session.insights.look(request.payload);
    case 'cancelInsights':
      return session.insights.cancel();
    case 'epochsOf':
      return session.desk.epochsOf(request.payload);
    case 'queryHistory':
      return session.desk.queryHistory(request.payload);
    case 'prepareModel':
      return session.desk.prepareModel(request.payload);
    case 'cancelPreparing':
      return session.desk.cancelPreparing();
    case 'ownGallery':
      return session.own.look();
    case 'addOwn':
      return session.own.add(request.payload.files, request.payload.as);
    case 'cancelOwn':
      return session.own.cancel();
    case 'removeOwn':
      return session.own.remove(request.payload);
    case 'restoreOwn':
      return session.own.restore(request.payload);
    case 'ownPage':
      return session.own.page(request.payload.modality, request.payload.start, request.payload.limit);
    case 'ownItems':
      return session.own.items(request.payload.modality, request.payload.rows);
    case 'exportOwn':
      return session.exportOwn(request.payload);
    case 'evaluate':
      return session.evaluate();
    case 'methods':
      return session.methods();
    case 'compare':
      return session.compare(request.payload);
    case 'cancelComparison':
      return session.cancelComparison();
    case 'goOn':
      return session.goOn(request.payload);
    case 'change':
      return session.runner.change(request.payload);
    case 'pace':
      session.runner.pace(request.payload.delayMs);
      return null;
    case 'stepOnce':
      return session.runner.stepOnce();
    case 'saveState':
      return session.runner.saveState(request.payload.keep);
    case 'watchSpace':
      return session.watchSpace(request.payload);
    case 'useRun':
      return session.useRun(request.payload);
    case 'exportModel':
      return session.exportModel(request.payload);
    case 'importModel':
      return session.importModel(request.payload);
    case 'sweepRuns':
      return files.call('sweep', {});
    case 'runCurves':
      return files.call('curves', request.payload);
    case 'discardRun':
      return files.call('discard', request.payload);
    case 'packRun':
      return files.call('pack', request.payload);
    case 'importRun':
      return files.call('import', request.payload);
    default:
      return request satisfies never;
  }
}

self.onmessage = async ({ data }: MessageEvent<RequestMessage>) => {
  const { id } = data;
  try {
    post({ type: 'reply', id, ok: true, result: await answer(data) });
  } catch (error) {
    post({ type: 'reply', id, ok: false, problem: reportOf(error) });
  }
};

self.onunhandledrejection = ({ reason }) => post({ type: 'problem', runId: null, problem: reportOf(reason) });
