import type { ProblemReport } from './protocol';

/** A failure that tells its own remedy in words. */
class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(message: string, readonly advice: string) {
    super(message);
  }
}

/** A command that makes no sense now. */
export function refuse(message: string, advice: string): never {
  throw new Refusal(message, advice);
}

function adviceOf(error: Error): string | null {
  return 'advice' in error && typeof error.advice === 'string' ? error.advice : null;
}

/** Anything thrown, as it crosses to the page. */
export function reportOf(error: unknown): ProblemReport {
  if (error instanceof Error) return { name: error.name, message: error.message, advice: adviceOf(error) };
  return { name: 'Error', message: String(error), advice: null };
}
