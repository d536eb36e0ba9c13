/** Clock, timers and the channel to other tabs, as the page has them. */
import type { Listed } from './listDatabase';
import type { ListParts } from './listKeeper';

/** @param channelName tabs that keep the same list share it */
export function tabParts(channelName: string): Pick<ListParts<Listed>, 'now' | 'after' | 'announce' | 'listen'> {
  const channel = typeof document === 'undefined' ? null : new BroadcastChannel(channelName);
  return {
    now: Date.now,
    after: (ms, action) => void setTimeout(action, ms),
    announce: () => channel?.postMessage('changed'),
    listen: (onChange) => channel?.addEventListener('message', onChange),
  };
}
