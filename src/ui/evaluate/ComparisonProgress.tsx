import type { ComparisonStatus } from '../../worker/protocol';
import { useComparison } from '../../state/comparison';
import { useMethods } from '../../state/methods';
import { duration, score } from '../parts/format';

function useWords({ phase, current, done, total, remainingMs, elapsedMs }: ComparisonStatus): string {
  const methods = useMethods((state) => state.methods);
  const label = methods.find(({ name }) => name === current?.method)?.label ?? current?.method;
  const fits = `${Math.floor(done)} of ${total} fits`;
  switch (phase) {
    case 'running': {
      if (!current) return `${fits}`;
      const left = remainingMs === null ? '' : ` · ${duration(remainingMs)} left`;
      const validation = current.validation === null ? '' : ` · validation MAP ${score(current.validation)}`;
      return `${label}, seed ${current.seed} · ${fits}${left}${validation}`;
    }
    case 'finished':
      return `Finished: ${total} fits in ${duration(elapsedMs)}`;
    case 'cancelled':
      return `Cancelled after ${fits}; they stay in the table`;
    case 'failed':
      return `The worker stopped after ${fits}; they stay in the table`;
    default:
      return phase satisfies never;
  }
}

function Bar({ status }: { status: ComparisonStatus }) {
  const words = useWords(status);
  return (
    <>
      <progress value={status.done} max={status.total} aria-label="Comparison progress" aria-valuetext={words} />
      <p data-comparison={status.phase}>{words}</p>
    </>
  );
}

/** What is fitted now and what came last; the place is kept free, so that nothing moves when it starts. */
export function ComparisonProgress() {
  const status = useComparison((state) => state.status);
  const news = useComparison((state) => state.news);
  return (
    <div className="comparison-progress">
      {status && <Bar status={status} />}
      <p role="status" aria-label="Latest fit">
        {news}
      </p>
    </div>
  );
}
