import { reportOf } from '../problem';
import type { MapCommands, MapReply, MapRequest, UmapProgress } from './protocol';
import { MapSession } from './session';

type Result = MapCommands[keyof MapCommands]['result'];

const post = (message: MapReply | UmapProgress, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

const session = new MapSession(post);

/** The positions are the page's from then on. */
const handedOver = (result: Result): Transferable[] => (result && 'positions' in result ? [result.positions.buffer] : []);

function answer(request: MapRequest): Result | Promise<Result> {
  switch (request.command) {
    case 'place':
      return session.place(request.payload);
    case 'nearest':
      return session.nearest(request.payload);
    case 'umap':
      return session.umap(request.payload);
    case 'cancel':
      return session.cancel();
    default:
      return request satisfies never;
  }
}

self.onmessage = async ({ data }: MessageEvent<MapRequest>) => {
  const { id } = data;
  try {
    const result = await answer(data);
    post({ type: 'reply', id, ok: true, result }, handedOver(result));
  } catch (error) {
    post({ type: 'reply', id, ok: false, problem: reportOf(error) });
  }
};
