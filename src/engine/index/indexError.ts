/** What an index of vectors cannot take, hold or answer: operation, expected, got; `advice` what to try. */
export class IndexError extends Error {
  override readonly name = 'IndexError';

  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}
