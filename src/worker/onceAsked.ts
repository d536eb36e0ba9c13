/** A promise that starts its work when somebody first waits for it. */
export function onceAsked<T>(work: () => Promise<T>): PromiseLike<T> {
  let started: Promise<T> | null = null;
  return { then: (fulfilled, rejected) => (started ??= work()).then(fulfilled, rejected) };
}
