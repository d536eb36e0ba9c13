/** A bundle that cannot be used: the message says operation, expected and got; `advice` what to try. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}

/** The message of anything thrown. */
export function reasonOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
