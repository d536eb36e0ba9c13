interface Timed {
  method: string;
  seconds: number;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A fit says how long its whole will take once so much of it is done. */
const TELLING_SHARE = 0.05;

/**
 * Seconds of fitting that are left: a method takes as long as its fits so far, one that has none as long as the others.
 * @param running with the share of each that is done
 * @param waiting methods of the fits to come
 * @returns null while nothing is known
 */
export function secondsLeft(finished: Timed[], running: (Timed & { share: number })[], waiting: string[]): number | null {
  const telling = running.filter(({ share }) => share >= TELLING_SHARE).map(({ method, seconds, share }) => ({ method, seconds: seconds / share }));
  const known = [...finished, ...telling];
  if (known.length === 0) return null;
  const expected = (method: string) => {
    const own = known.filter((fit) => fit.method === method);
    return mean((own.length > 0 ? own : known).map(({ seconds }) => seconds));
  };
  const rest = ({ method, seconds, share }: Timed & { share: number }) => (share >= TELLING_SHARE ? (seconds * (1 - share)) / share : Math.max(0, expected(method) - seconds));
  return [...running.map(rest), ...waiting.map(expected)].reduce((sum, value) => sum + value, 0);
}
