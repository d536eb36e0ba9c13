import type { LabelReading, Mapping } from '../../bundle/layouts/mapping';

const readings: { value: string; name: string; reading: LabelReading | null }[] = [
  { value: 'auto', name: 'as the numbers tell', reading: null },
  { value: 'index0', name: 'numbers from 0', reading: { kind: 'index', base: 0 } },
  { value: 'index1', name: 'numbers from 1', reading: { kind: 'index', base: 1 } },
  { value: 'onehot', name: 'a column a class, one 1 a row', reading: { kind: 'onehot' } },
  { value: 'multihot', name: 'a column a class, any number of 1s', reading: { kind: 'multihot' } },
  { value: 'names', name: 'names', reading: { kind: 'names', separator: null } },
  { value: 'names|', name: 'names with | between', reading: { kind: 'names', separator: '|' } },
  { value: 'names;', name: 'names with ; between', reading: { kind: 'names', separator: ';' } },
  { value: 'names,', name: 'names with , between', reading: { kind: 'names', separator: ',' } },
];

const same = (a: LabelReading | null, b: LabelReading | null): boolean => JSON.stringify(a) === JSON.stringify(b);

interface NumberFieldProps {
  label: string;
  help: string;
  value: number;
  min: number;
  max: number;
  change(value: number): void;
}

function NumberField({ label, help, value, min, max, change }: NumberFieldProps) {
  return (
    <label>
      <span>
        {label} <small>{help}</small>
      </span>
      <input type="number" value={value} min={min} max={max} onChange={({ target }) => target.value !== '' && change(Math.min(max, Math.max(min, Math.round(Number(target.value)))))} />
    </label>
  );
}

/** How classes, captions and splits are read. */
export function ImportSettings({ mapping, change }: { mapping: Mapping; change(mapping: Mapping): void }) {
  const { labels, captionsPerImage, splits, parts, name } = mapping;
  const given = parts.some(({ split, roles }) => split !== null || roles.split !== undefined);
  const percent = (share: number) => Math.round(100 * share);
  const own = readings.find(({ reading }) => same(reading, labels));
  return (
    <fieldset className="part">
      <legend>How they are read</legend>
      <label>
        <span>Name</span>
        <input type="text" value={name} maxLength={200} onChange={({ target }) => change({ ...mapping, name: target.value || name })} />
      </label>
      <label>
        <span>Classes are</span>
        <select value={own?.value ?? 'other'} onChange={({ target }) => change({ ...mapping, labels: readings.find(({ value }) => value === target.value)?.reading ?? null })}>
          {!own && <option value="other">numbers from {labels?.kind === 'index' ? labels.base : '…'}</option>}
          {readings.map(({ value, name: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <NumberField label="Texts an image" help="5 in Flickr30k and COCO" value={captionsPerImage} min={1} max={1000} change={(value) => change({ ...mapping, captionsPerImage: value })} />
      {!given && (
        <>
          <NumberField label="Test items, %" help="drawn by class and image" value={percent(splits.test)} min={1} max={90} change={(value) => change({ ...mapping, splits: { ...splits, test: value / 100 } })} />
          <NumberField label="Validation items, %" help="0: training draws its own" value={percent(splits.validation)} min={0} max={90} change={(value) => change({ ...mapping, splits: { ...splits, validation: value / 100 } })} />
          <NumberField label="Seed" help="of the draw" value={splits.seed} min={0} max={1_000_000} change={(value) => change({ ...mapping, splits: { ...splits, seed: value } })} />
        </>
      )}
    </fieldset>
  );
}
