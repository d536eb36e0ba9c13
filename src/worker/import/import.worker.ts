import { reportOf } from '../problem';
import type { Reply } from '../rpc';
import type { ImportCommands, ImportEvent, ImportRequest } from './protocol';
import { ImportSession } from './session';

const post = (message: Reply<ImportCommands> | ImportEvent): void => self.postMessage(message);

const session = new ImportSession(post);

function answer(request: ImportRequest): Promise<ImportCommands[keyof ImportCommands]['result']> {
  switch (request.command) {
    case 'inspect':
      return session.inspect(request.payload);
    case 'check':
      return session.check(request.payload);
    case 'convert':
      return session.convert(request.payload);
    default:
      return request satisfies never;
  }
}

self.onmessage = async ({ data }: MessageEvent<ImportRequest>) => {
  const { id } = data;
  try {
    post({ type: 'reply', id, ok: true, result: await answer(data) });
  } catch (error) {
    post({ type: 'reply', id, ok: false, problem: reportOf(error) });
  }
};
