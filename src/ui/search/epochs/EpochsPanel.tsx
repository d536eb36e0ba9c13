import { useCallback } from 'react';
import { hitKey } from '../../../state/besides';
import { useDataset } from '../../../state/dataset';
import { asksItems, epochKey, epochRequest, pickRun, shownEpoch, useEpochResults, useEpochs, useHistory } from '../../../state/history';
import { isActive, useRun } from '../../../state/run';
import type { Asked } from '../../../state/searchRequest';
import { useView } from '../../../state/view';
import type { DatasetSummary } from '../../../worker/protocol';
import { Message } from '../../parts/Notices';
import { MovedHit } from '../beside/MovedHit';
import { useOwnRuns } from '../models/useModelChoices';
import { useAsked } from '../useAsked';
import { useQuestion } from '../useQuestion';
import { EpochSlider } from './EpochSlider';
import { PrecisionByEpoch, RankCurves } from './HistoryCharts';
import '../beside/beside.css';
import './epochs.css';

/** Epochs that are kept of a run; of the present one they grow. */
function useKept(runId: string | null): number[] {
  const kept = useEpochs((state) => (runId === null ? undefined : state.epochs[runId]));
  const finished = useRun(({ record, epochs }) => (record?.id === runId ? epochs.length : 0));
  useQuestion(runId, useEpochs((state) => state.look), String(finished));
  return kept ?? [];
}

function useAskedThrough(asked: Asked | null, runId: string, epochs: readonly number[], epoch: number): void {
  const score = useView((state) => state.score);
  const newest = epochs.at(-1)!;
  const results = asked && epochRequest(asked.request, score, runId, epochs, epoch);
  const history = asked && { request: epochRequest(asked.request, score, runId, [newest], newest), runId };
  useQuestion(results, useEpochResults((state) => state.ask));
  useQuestion(history, useHistory((state) => state.ask));
}

function EpochResults({ summary, by }: { summary: DatasetSummary; by: string | null }) {
  const { answer, pending } = useEpochResults();
  if (!answer) return <p className="muted">Searching…</p>;
  return (
    <ol className="moved-list epoch-results" aria-label="Results after the epoch" aria-busy={pending}>
      {answer.hits.map((hit) => (
        <MovedHit key={hitKey(hit)} hit={hit} summary={summary} by={by} />
      ))}
    </ol>
  );
}

interface ThroughProps {
  summary: DatasetSummary;
  asked: Asked;
  runId: string;
  epochs: readonly number[];
}

function Through({ summary, asked, runId, epochs }: ThroughProps) {
  const { epoch, choose } = useView();
  const shown = shownEpoch(epochs, epoch)!;
  useAskedThrough(asked, runId, epochs, shown);
  const results = useEpochResults();
  const history = useHistory();
  const newest = epochs.at(-1);
  const move = useCallback((to: number) => choose({ epoch: to === newest ? null : to }), [choose, newest]);
  const before = epochs[epochs.indexOf(shown) - 1];
  const problem = results.problem ?? history.problem;
  const own = history.answer?.runId === runId ? history.answer : null;
  return (
    <>
      <EpochSlider epochs={epochs} shown={shown} onMove={move} />
      {problem && <div role="alert"><Message {...problem} /></div>}
      <p className="help">Items of the dataset, where they lay after each epoch{asked.request.gallery === 'all' && '; items of your own are left out'}. The finished model’s CCA layer is fitted once more on the whole training split, so its scores differ a little.</p>
      <div className="epoch-parts">
        <EpochResults summary={summary} by={before === undefined ? null : `after epoch ${before}`} />
        {own && (
          <div className="epoch-charts">
            <PrecisionByEpoch history={own} shown={shown} />
            <RankCurves history={own} shown={shown} summary={summary} />
          </div>
        )}
      </div>
    </>
  );
}

function Content({ summary, asked, runId, epochs }: ThroughProps) {
  const training = useRun(({ record, status }) => record?.id === runId && isActive(status?.phase));
  if (!asksItems(asked.request.query)) return <p className="muted">Of an epoch the places of items are kept, not the nets: ask with a picture or a text of the dataset.</p>;
  if (asked.request.gallery === 'own') return <p className="muted">Of an epoch the places of the dataset’s items are kept, not the nets, which items of your own would need: choose another gallery.</p>;
  if (epochs.length === 0) return <p className="muted">{training ? 'The first epoch goes on.' : 'Of this run it is not kept where the items lay after its epochs.'}</p>;
  return <Through summary={summary} asked={asked} runId={runId} epochs={epochs} />;
}

/** How the present query's ranking changed from epoch to epoch of a run. */
export default function EpochsPanel() {
  const summary = useDataset((state) => state.summary);
  const asked = useAsked(summary);
  const runs = useOwnRuns();
  const { through, choose } = useView();
  const present = useRun((state) => state.record?.id ?? null);
  const runId = pickRun(runs, through, present, asked?.model ?? null);
  const epochs = useKept(runId);
  if (!summary || !asked || runId === null) return <p className="muted">Train first: each finished epoch can be looked at here.</p>;
  return (
    <section className="panel epochs-panel" aria-label="Through training">
      <div className="epochs-head">
        <label>
          Run{' '}
          <select value={runId} onChange={({ target }) => choose({ through: target.value, epoch: null })}>
            {runs.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {epochs.length > 0 && (
          <button type="button" onClick={() => choose({ show: 'beside', model: asked.model.key, beside: epochKey(runId, shownEpoch(epochs, useView.getState().epoch)!) })}>
            This epoch side by side
          </button>
        )}
      </div>
      <Content summary={summary} asked={asked} runId={runId} epochs={epochs} />
    </section>
  );
}
