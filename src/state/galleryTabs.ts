/** Other tabs of this page hear of changes of the own gallery. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('alscor-gallery');

export function announceGallery(): void {
  channel?.postMessage(null);
}

/** @returns ends it */
export function listenToGallery(onChange: () => void): () => void {
  channel?.addEventListener('message', onChange);
  return () => channel?.removeEventListener('message', onChange);
}
