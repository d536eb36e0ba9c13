import { useEffect, useRef } from 'react';
import type { Modality } from '../../../retrieval/scores';
import { askTestSet } from '../../../state/asking';
import { useInsights } from '../../../state/insights';
import { pickModel, pickScore, useModels } from '../../../state/models';
import { useView } from '../../../state/view';
import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { classLine } from '../../parts/itemClasses';
import { Thumbnail } from '../../parts/Thumbnail';

/** The choices by which Search answers as the look did; what fits is left to choose where that is the same. */
function choicesOf({ model, score }: Insights) {
  const { models } = useModels.getState();
  const view = useView.getState();
  const own = models.find(({ key }) => key === model.key);
  const byItself = pickModel(models, view.model)?.key === model.key;
  return { model: byItself ? view.model : model.key, score: own && pickScore(own, view.score) === score ? view.score : score };
}

interface TestItemProps {
  /** Names the list, to find the item again. */
  list: string;
  row: number;
  modality: Modality;
  summary: DatasetSummary;
  insights: Insights;
  /** At the right: what the list goes by. */
  value: string;
  /** What the value says, for those who do not see where it stands. */
  meaning: string;
}

/** Focus goes back to the item by which the visitor left, unless it is somewhere else by now. */
function useReturning(place: string) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (useInsights.getState().left !== place || document.activeElement !== document.body) return;
    button.current?.focus();
    useInsights.setState({ left: null });
  }, [place]);
  return button;
}

/** An item of the test set; a click asks with it. */
export function TestItem({ list, row, modality, summary, insights, value, meaning }: TestItemProps) {
  const { id, caption } = summary.items[row]!;
  const place = `${list} ${row}`;
  const button = useReturning(place);
  const ask = () => {
    useInsights.setState({ left: place });
    askTestSet({ kind: 'item', modality, row, weight: 1 }, choicesOf(insights));
  };
  return (
    <li data-row={row}>
      <button type="button" ref={button} title={id} onClick={ask}>
        <Thumbnail row={row} size={40} />
        <span className="result-text">
          <span className="clamp">{caption || id}</span>
          <small>{classLine(summary, row)}</small>
        </span>
        <span className="test-value">
          <span className="visually-hidden">{meaning} </span>
          {value}
        </span>
      </button>
    </li>
  );
}
