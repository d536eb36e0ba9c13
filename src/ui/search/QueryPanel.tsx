import { useRef, useState } from 'react';
import type { Modality } from '../../retrieval/scores';
import { addPart, askWith, askWithPicture } from '../../state/asking';
import { useSearch } from '../../state/search';
import { partModality, targetOf } from '../../state/searchRequest';
import { useView } from '../../state/view';
import type { DatasetSummary } from '../../worker/protocol';
import { randomTestRow } from './filterRows';
import { ItemPicker } from './ItemPicker';
import { useParts } from './useParts';
import { WordBox } from './WordBox';

const ways: { from: Modality; to: Modality; name: string }[] = [
  { from: 'image', to: 'text', name: 'Image → texts' },
  { from: 'text', to: 'image', name: 'Text → images' },
  { from: 'image', to: 'image', name: 'Image → images' },
  { from: 'text', to: 'text', name: 'Text → texts' },
];

/** What asks for what; an item goes on asking with its other side. */
function Ways({ summary }: { summary: DatasetSummary }) {
  const parts = useParts();
  const view = useView();
  const [first] = parts;
  const asking = first ? partModality(first) : 'image';
  const target = targetOf(view, parts);
  const turn = (from: Modality, to: Modality) => {
    const whole = from === to ? to : null;
    if (first && asking === from) return view.choose({ target: whole });
    askWith({ kind: 'item', modality: from, row: first?.kind === 'item' ? first.row : randomTestRow(summary), weight: 1 });
    view.choose({ target: whole });
  };
  return (
    <div className="segments ways" role="group" aria-label="Direction">
      {ways.map(({ from, to, name }) => (
        <button key={name} type="button" aria-pressed={asking === from && target === to} onClick={() => turn(from, to)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function OwnPicture() {
  const input = useRef<HTMLInputElement>(null);
  const take = (field: HTMLInputElement) => {
    const file = field.files?.[0];
    field.value = '';
    if (file) askWithPicture(file);
  };
  return (
    <p className="own-picture">
      <button type="button" onClick={() => input.current?.click()}>
        Choose a picture
      </button>{' '}
      <span className="badge">experimental</span> <span className="help">or drop or paste one on the page; it is encoded here and not uploaded.</span>
      <input ref={input} type="file" accept="image/*" hidden aria-label="Picture to search with" onChange={({ target }) => take(target)} />
    </p>
  );
}

const joins = { alone: 'alone', plus: '+ to the query', minus: '− from the query' } as const;
type Join = keyof typeof joins;

export function QueryPanel({ summary }: { summary: DatasetSummary }) {
  const parts = useParts();
  const pictures = useSearch((state) => state.pictures);
  const [first] = parts;
  const modality = first ? partModality(first) : 'image';
  const [wide] = useState(() => matchMedia('(min-width: 961px)').matches);
  const [join, setJoin] = useState<Join>('alone');
  const pick = (row: number) => {
    const part = { kind: 'item', modality, row, weight: join === 'minus' ? -1 : 1 } as const;
    if (join === 'alone') askWith(part);
    else addPart(part);
  };
  return (
    <section className="panel query-panel" aria-labelledby="query-title">
      <div className="panel-head">
        <h2 id="query-title">Query</h2>
        <button type="button" onClick={() => askWith({ kind: 'item', modality, row: randomTestRow(summary), weight: 1 })}>
          Random query
        </button>
      </div>
      <WordBox summary={summary} />
      <Ways summary={summary} />
      {summary.encodesPictures && (modality === 'image' || pictures.length > 0) && <OwnPicture />}
      {!summary.encodesPictures && <p className="help">Pictures of your own cannot ask here: the image features come from {summary.encoders.image ?? 'an encoder that is not named'}, which this dataset does not bring.</p>}
      <details className="pick" open={wide}>
        <summary>Pick from the dataset</summary>
        <label className="filter">
          A picked item asks
          <select value={join} onChange={({ target }) => setJoin(target.value === 'plus' || target.value === 'minus' ? target.value : 'alone')}>
            {Object.entries(joins).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <ItemPicker summary={summary} modality={modality} onPick={pick} />
      </details>
    </section>
  );
}
