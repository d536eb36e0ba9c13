import { useRef, useState } from 'react';
import type { Direction } from '../../retrieval/scores';
import type { DatasetSummary } from '../../worker/protocol';
import { useSearch } from '../../state/search';
import { queryModality } from '../../state/searchRequest';
import { useView } from '../../state/view';
import { randomTestRow } from './filterRows';
import { ItemPicker } from './ItemPicker';
import { WordBox } from './WordBox';

const directions: { value: Direction; name: string }[] = [
  { value: 'i2t', name: 'Image → texts' },
  { value: 't2i', name: 'Text → images' },
];

function Directions({ summary }: { summary: DatasetSummary }) {
  const { query, direction, choose } = useView();
  const { picture, setPicture } = useSearch();
  const asking = queryModality(query, direction, picture !== null) === 'image' ? 'i2t' : 't2i';
  const turn = (value: Direction) => {
    setPicture(null);
    choose({ direction: value, query: query?.kind === 'item' ? query : { kind: 'item', row: randomTestRow(summary) } });
  };
  return (
    <div className="segments" role="group" aria-label="Direction">
      {directions.map(({ value, name }) => (
        <button key={value} type="button" aria-pressed={asking === value} onClick={() => turn(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function OwnPicture() {
  const input = useRef<HTMLInputElement>(null);
  const setPicture = useSearch((state) => state.setPicture);
  const take = (field: HTMLInputElement) => {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    setPicture(file);
    useView.getState().choose({ direction: 'i2t', query: null });
  };
  return (
    <p className="own-picture">
      <button type="button" onClick={() => input.current?.click()}>
        Choose a picture
      </button>{' '}
      <span className="badge">experimental</span> <span className="help">or drop one on the page; it is encoded here and not uploaded.</span>
      <input ref={input} type="file" accept="image/*" hidden aria-label="Picture to search with" onChange={({ target }) => take(target)} />
    </p>
  );
}

export function QueryPanel({ summary }: { summary: DatasetSummary }) {
  const { query, direction, choose } = useView();
  const { picture, setPicture } = useSearch();
  const modality = queryModality(query, direction, picture !== null);
  const [wide] = useState(() => matchMedia('(min-width: 961px)').matches);
  const pick = (row: number) => {
    setPicture(null);
    choose({ direction: modality === 'image' ? 'i2t' : 't2i', query: { kind: 'item', row } });
  };
  return (
    <section className="panel query-panel" aria-labelledby="query-title">
      <div className="panel-head">
        <h2 id="query-title">Query</h2>
        <button type="button" onClick={() => pick(randomTestRow(summary))}>
          Random query
        </button>
      </div>
      <WordBox summary={summary} />
      <Directions summary={summary} />
      {summary.encodesPictures && modality === 'image' && <OwnPicture />}
      <details className="pick" open={wide}>
        <summary>Pick from the dataset</summary>
        <ItemPicker summary={summary} modality={modality} onPick={pick} />
      </details>
    </section>
  );
}
