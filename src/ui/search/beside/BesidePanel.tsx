import { useState } from 'react';
import { besideRequests, hitKey, pickBeside, useBesides, type Sides } from '../../../state/besides';
import { useDataset } from '../../../state/dataset';
import { useModels } from '../../../state/models';
import type { Asked } from '../../../state/searchRequest';
import { useView } from '../../../state/view';
import type { DatasetSummary, ModelInfo, ModelKey, SearchResult } from '../../../worker/protocol';
import { download } from '../../parts/download';
import { Message } from '../../parts/Notices';
import { ModelPicker } from '../models/ModelPicker';
import { useAsked } from '../useAsked';
import { useQuestion } from '../useQuestion';
import { besideCsv, precisionAt10, withDifference } from './besideRows';
import { MovedHit } from './MovedHit';
import './beside.css';

/** Both models, asked whenever the query or what answers has changed. */
function useAskedBeside(asked: Asked | null, second: ModelInfo | null): void {
  const score = useView((state) => state.score);
  const sides = asked && second && besideRequests(asked.request, [asked.model, second], score);
  useQuestion(sides, useBesides((state) => state.ask), [asked?.model, second].map((model) => `${model?.runId} ${model?.epoch}`).join());
}

interface SideProps {
  name: string;
  result: SearchResult;
  other: SearchResult;
  summary: DatasetSummary;
  pointed: string | null;
  onPoint(key: string | null): void;
}

function Side({ name, result, other, summary, pointed, onPoint }: SideProps) {
  const there = new Set(other.hits.map(hitKey));
  return (
    <section aria-label={`${name}: ${result.model.label}`}>
      <dl className="beside-measures">
        <dt>AP</dt>
        <dd>{withDifference(result.judgement?.averagePrecision ?? null, other.judgement?.averagePrecision ?? null)}</dd>
        <dt>P@10</dt>
        <dd>{withDifference(precisionAt10(result), precisionAt10(other))}</dd>
        <dt>score</dt>
        <dd>{result.score}</dd>
      </dl>
      <ol className="moved-list" aria-label={`Results by ${result.model.label}`}>
        {result.hits.map((hit) => (
          <MovedHit key={hitKey(hit)} hit={hit} summary={summary} by={`by ${other.model.label}`} linked={pointed === hitKey(hit) && there.has(hitKey(hit))} onPoint={(on) => onPoint(on ? hitKey(hit) : null)} />
        ))}
      </ol>
    </section>
  );
}

function ownNote(sides: Sides<SearchResult>): string | null {
  if (!sides.some(({ hits }) => hits.some(({ own }) => own))) return null;
  const epoch = sides.find(({ model }) => model.kind === 'epoch');
  return epoch ? `${epoch.model.label} leaves out items of your own: of an epoch the places of the dataset’s items are kept, not the nets.` : 'Items of your own are searched too: moves are told as far as both lists go.';
}

function BothSides({ sides: [first, second], summary }: { sides: Sides<SearchResult>; summary: DatasetSummary }) {
  const [pointed, setPointed] = useState<string | null>(null);
  const shared = { summary, pointed, onPoint: setPointed };
  return (
    <div className="beside-sides">
      <Side name="First" result={first} other={second} {...shared} />
      <Side name="Second" result={second} other={first} {...shared} />
    </div>
  );
}

/** The same query by two models, with how far each hit stands from where the other has it. */
export default function BesidePanel() {
  const summary = useDataset((state) => state.summary);
  const asked = useAsked(summary);
  const models = useModels((state) => state.models);
  const { model, beside, through, choose } = useView();
  const { answer, pending, problem } = useBesides();
  const second = asked && pickBeside(models, asked.model, beside);
  useAskedBeside(asked, second);
  if (!summary || !asked) return <p className="muted">Ask something first.</p>;
  const firstKey: ModelKey = model ?? asked.model.key;
  const secondKey = second?.key ?? beside;
  const runId = through ?? asked.model.runId;
  const waits = firstKey !== asked.model.key || !second;
  return (
    <section className="panel beside-panel" aria-label="Side by side" aria-busy={pending}>
      <div className="beside-pickers">
        <ModelPicker label="First model" value={firstKey} runId={runId} onChoose={(key) => choose({ model: key })} />
        <button type="button" disabled={secondKey === null} onClick={() => choose({ model: secondKey, beside: firstKey })}>
          Swap
        </button>
        <ModelPicker label="Second model" value={secondKey} runId={runId} onChoose={(key) => choose({ beside: key })} />
      </div>
      {problem && <div role="alert"><Message {...problem} /></div>}
      {waits && <p className="muted">{secondKey === null || secondKey === firstKey ? 'Choose another model to stand beside.' : 'Both are shown once both models are there.'}</p>}
      {answer && !waits && (
        <>
          {ownNote(answer) && <p className="help">{ownNote(answer)}</p>}
          <BothSides sides={answer} summary={summary} />
          <div className="buttons">
            <button type="button" onClick={() => download('alscor-side-by-side.csv', besideCsv(summary, answer), 'text/csv')}>
              Both as CSV
            </button>
          </div>
        </>
      )}
    </section>
  );
}
