/** Work that is done when it is first asked for, and never again. */
export function onceAsked<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => (started ??= work());
}
