import { useEffect } from 'react';
import type { ScoreKind } from '../../../retrieval/scores';
import { useDataset } from '../../../state/dataset';
import { useInsights } from '../../../state/insights';
import { pickModel, pickScore, useModels } from '../../../state/models';
import { useView } from '../../../state/view';
import type { DatasetSummary, ModelInfo } from '../../../worker/protocol';
import { count, duration } from '../../parts/format';
import { ConfusionPart } from './ConfusionPart';
import { HubsPart } from './HubsPart';
import { InsightsNews, LookProgress } from './InsightsNews';
import { QueriesPart } from './QueriesPart';
import './insights.css';

/** More test items are asked only when the visitor says so. */
const BY_ITSELF = 12_000;

/** Looks when the tab is opened and when another model or score is chosen; a newer epoch alone is only told. */
function useLooking(summary: DatasetSummary, items: number, model: ModelInfo | null, score: ScoreKind | null): () => void {
  const chosen = useView((state) => JSON.stringify([state.model, state.score]));
  const choice = useInsights((state) => state.choice);
  const look = useInsights((state) => state.look);
  const again = () => {
    if (model && score) void look({ model: model.key, score }, chosen);
  };
  const due = model !== null && items > 0 && items <= BY_ITSELF && choice !== chosen;
  useEffect(() => {
    if (due) again();
    // Its other parts change with each epoch.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [due, summary]);
  return again;
}

function Looked({ summary, items }: { summary: DatasetSummary; items: number }) {
  const insights = useInsights((state) => state.insights);
  const looking = useInsights((state) => state.looking);
  const models = useModels((state) => state.models);
  const view = useView();
  const model = pickModel(models, view.model);
  const score = model && pickScore(model, view.score);
  const again = useLooking(summary, items, model, score);
  if (!model || !score) return <p className="muted">No model yet: linear CCA is fitted when the dataset has loaded, ALSCOR when you train it.</p>;
  return (
    <div className="insights" aria-busy={looking}>
      <LookProgress />
      <InsightsNews model={model} score={score} again={again} />
      {insights && (
        <>
          <p className="muted">
            {insights.model.label} · {insights.score} · {count(items)} test items, both ways · {duration(insights.elapsedMs)}
          </p>
          <QueriesPart summary={summary} insights={insights} />
          <ConfusionPart summary={summary} insights={insights} />
          {summary.classNames.length === 0 && <p className="muted">Classes are not mixed up here: the dataset has none.</p>}
          <HubsPart summary={summary} insights={insights} />
        </>
      )}
    </div>
  );
}

/** What the whole test set, asked at once, shows of the model: its worst queries, the classes it mixes up, its hubs. */
export default function InsightsPanel() {
  const summary = useDataset((state) => state.summary);
  if (!summary) return null;
  const items = summary.items.filter(({ split }) => split === 'test').length;
  return (
    <section className="panel" aria-labelledby="insights-title">
      <h2 id="insights-title">Test set</h2>
      {items === 0 ? <p className="muted">This dataset has no test items. Mark some as “test” in its splits, and open it again in Data.</p> : <Looked summary={summary} items={items} />}
    </section>
  );
}
