import { useView } from '../../state/view';
import type { SearchTab } from '../../state/searchAddress';
import type { DatasetSummary } from '../../worker/protocol';
import { Later } from '../parts/Later';
import { Results } from './Results';

const tabs: { tab: SearchTab; name: string }[] = [
  { tab: 'results', name: 'Results' },
  { tab: 'beside', name: 'Side by side' },
  { tab: 'epochs', name: 'Through training' },
];

const loadBeside = () => import('./beside/BesidePanel');
const loadEpochs = () => import('./epochs/EpochsPanel');

/** The answers to the present query, seen in one of three ways. */
export function SearchTabs({ summary }: { summary: DatasetSummary }) {
  const { show, choose } = useView();
  return (
    <>
      <div className="search-tabs segments" role="group" aria-label="How the answers are seen">
        {tabs.map(({ tab, name }) => (
          <button key={tab} type="button" aria-pressed={show === tab} onClick={() => choose({ show: tab })}>
            {name}
          </button>
        ))}
      </div>
      {show === 'results' && <Results summary={summary} />}
      {show === 'beside' && <Later key="beside" load={loadBeside} />}
      {show === 'epochs' && <Later key="epochs" load={loadEpochs} />}
    </>
  );
}
