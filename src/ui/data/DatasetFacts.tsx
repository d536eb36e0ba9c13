import type { Split } from '../../bundle/manifest';
import type { DatasetSummary } from '../../worker/protocol';
import { usePacking } from '../../state/packing';
import { downloadBlob, fileName } from '../parts/download';
import { bytes, count, duration } from '../parts/format';

function splitCounts({ items }: DatasetSummary): string {
  const counts: Record<Split, number> = { train: 0, val: 0, test: 0 };
  for (const { split } of items) counts[split]++;
  const validation = counts.val > 0 ? `, ${count(counts.val)} validation` : ' (validation items are drawn from them)';
  return `${count(counts.train)} training${validation}, ${count(counts.test)} test`;
}

function PackButton({ name }: { name: string }) {
  const { progress, pack } = usePacking();
  const save = async () => {
    const zip = await pack();
    if (zip) downloadBlob(fileName(name, '.zip'), zip);
  };
  return (
    <div className="buttons">
      <button type="button" disabled={progress !== null} onClick={() => void save()}>
        Download as a bundle
      </button>
      {progress && <small role="status">{progress.total > 0 ? `${progress.done} of ${progress.total} files` : 'Packing'}</small>}
    </div>
  );
}

export function DatasetFacts({ summary }: { summary: DatasetSummary }) {
  const { name, description, count: pairs, dims, views, encoders, classNames, license, citation, vocabulary, encodesPictures, sampledFrom } = summary;
  const classes = classNames.length > 0 ? `in ${classNames.length} classes` : 'without classes';
  const facts: [string, string | undefined][] = [
    ['Pairs', `${count(pairs)} image–text pairs ${classes}`],
    ['Sample', sampledFrom === undefined ? undefined : `drawn from ${count(sampledFrom)} pairs, each split by its share: all of them would need too much memory`],
    ['Splits', splitCounts(summary)],
    ['Image features', `${dims.image} dimensions${encoders.image ? `: ${encoders.image}` : ''}`],
    ['Text features', `${dims.text} dimensions${encoders.text ? `: ${encoders.text}` : ''}`],
    ['Views', views.length > 1 ? `${views.join(', ')} (the first is shown and evaluated)` : undefined],
    ['Typed words', vocabulary ? `${count(vocabulary.length)} words are understood` : 'not in this dataset'],
    ['Own pictures', encodesPictures ? 'can be queries (experimental)' : 'not in this dataset'],
    ['Licence', license ?? 'not stated'],
    ['Citation', citation],
    ['Size', `${bytes(summary.bytes)}, loaded in ${duration(summary.loadMs)}`],
  ];
  return (
    <section className="panel" aria-labelledby="facts-title">
      <h2 id="facts-title">{name}</h2>
      {description && <p className="muted">{description}</p>}
      <dl className="table-list">
        {facts.map(([term, value]) =>
          value === undefined ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <PackButton name={name} />
    </section>
  );
}
