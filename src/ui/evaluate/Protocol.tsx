import type { Comparison } from '../../comparison/comparison';
import { protocolLines } from '../../comparison/howMeasured';

/** How the figures came about, in words. */
export function Protocol({ comparison }: { comparison: Comparison }) {
  return (
    <section aria-labelledby="protocol-title" className="protocol">
      <h3 id="protocol-title">How this is measured</h3>
      <dl className="table-list">
        {protocolLines(comparison).map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
