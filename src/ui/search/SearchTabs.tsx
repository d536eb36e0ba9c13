import { useView } from '../../state/view';
import type { SearchTab } from '../../state/searchAddress';
import type { DatasetSummary } from '../../worker/protocol';
import { Later, type Load } from '../parts/Later';
import { OwnProgress } from './own/OwnProgress';
import { Results } from './Results';

const tabs: { tab: SearchTab; name: string }[] = [
  { tab: 'results', name: 'Results' },
  { tab: 'beside', name: 'Side by side' },
  { tab: 'epochs', name: 'Through training' },
  { tab: 'test', name: 'Test set' },
  { tab: 'mine', name: 'My items' },
];

const later: Record<Exclude<SearchTab, 'results'>, Load> = {
  beside: () => import('./beside/BesidePanel'),
  epochs: () => import('./epochs/EpochsPanel'),
  test: () => import('./insights/InsightsPanel'),
  mine: () => import('./own/OwnPanel'),
};

/** The answers to the present query, seen in one of three ways, the whole test set, or the visitor's own items. */
export function SearchTabs({ summary }: { summary: DatasetSummary }) {
  const { show, choose } = useView();
  return (
    <>
      <div className="search-tabs segments" role="group" aria-label="Shown in Search">
        {tabs.map(({ tab, name }) => (
          <button key={tab} type="button" aria-pressed={show === tab} onClick={() => choose({ show: tab })}>
            {name}
          </button>
        ))}
      </div>
      <OwnProgress />
      {show === 'results' ? <Results summary={summary} /> : <Later key={show} load={later[show]} />}
    </>
  );
}
