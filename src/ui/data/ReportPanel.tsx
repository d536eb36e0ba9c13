import type { CheckReport, FeatureCheck, Finding } from '../../bundle/convert/report';
import { bytes, count } from '../parts/format';
import { download, fileName } from '../parts/download';

const titles: Record<Finding['kind'], string> = { warning: 'Mind', repaired: 'Changed or left out', understood: 'Understood' };
const order: Finding['kind'][] = ['warning', 'repaired', 'understood'];

function featureLine({ rows, dims, dtype, notFinite, constantColumns, zeroRows }: FeatureCheck): string {
  const parts = [`${count(rows)} × ${count(dims)}, ${dtype.from === 'captions' ? 'made of the captions' : dtype.from === 'pictures' ? 'made of the pictures' : dtype.from === dtype.to ? dtype.from : `${dtype.from} kept as ${dtype.to}`}`];
  if (notFinite.rows > 0) parts.push(`${count(notFinite.rows)} rows with NaN or infinity`);
  if (constantColumns.count > 0) parts.push(`${count(constantColumns.count)} constant columns`);
  if (zeroRows > 0) parts.push(`${count(zeroRows)} rows of zeros`);
  return parts.join(' · ');
}

function classLine({ classes }: CheckReport): string {
  if (!classes) return 'none given: only methods without classes can learn from it';
  const { counts, without, base, kind } = classes;
  const items = counts.map(({ train, val, test }) => train + val + test);
  const range = items.length > 0 ? `${count(Math.min(...items))} to ${count(Math.max(...items))} pairs each` : '';
  const counted = base === null ? '' : `, counted from ${base} in the files`;
  return `${counts.length}${kind === 'multihot' ? ', several a pair' : ''}, ${range}${counted}${without > 0 ? `; ${count(without)} pairs without any` : ''}`;
}

function facts(report: CheckReport): [string, string][] {
  const { layout, files, pairs, images, splits, leaks, captions, memoryBytes } = report;
  return [
    ['Layout', layout],
    ['Files', `${files.length}: ${files.slice(0, 4).map(({ path, format }) => `${path} (${format})`).join(', ')}${files.length > 4 ? ', …' : ''}`],
    ['Pairs', images === pairs ? count(pairs) : `${count(pairs)} of ${count(images)} images`],
    ['Image features', featureLine(report.image)],
    ['Text features', featureLine(report.text)],
    ['Classes', classLine(report)],
    ['Splits', `${count(splits.train)} training, ${count(splits.val)} validation, ${count(splits.test)} test${splits.made ? ', drawn here' : ', as given'}`],
    ['The same in two splits', leaks.image + leaks.text === 0 ? 'no features' : `image features of ${count(leaks.image)} pairs, text features of ${count(leaks.text)}`],
    ['Captions', captions.given ? `${captions.perImage > 1 ? `${captions.perImage} an image, ` : ''}${captions.empty > 0 ? `${count(captions.empty)} empty` : 'none empty'}` : 'none given'],
    ['Memory in training', bytes(memoryBytes)],
  ];
}

/** What was found and done when the present dataset was taken in. */
export function ReportPanel({ report, name }: { report: CheckReport; name: string }) {
  return (
    <section className="panel" aria-labelledby="report-title">
      <h2 id="report-title">Check report</h2>
      {order.map((kind) => {
        const own = report.findings.filter((finding) => finding.kind === kind);
        if (own.length === 0) return null;
        return (
          <div key={kind} className={`findings ${kind}`}>
            <h3>{titles[kind]}</h3>
            <ul className="sentences">
              {own.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        );
      })}
      <dl className="table-list">
        {facts(report).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">
        <button type="button" onClick={() => download(fileName(name, '-check.json'), `${JSON.stringify(report, null, 1)}\n`, 'application/json')}>
          Report as JSON
        </button>
      </div>
    </section>
  );
}
