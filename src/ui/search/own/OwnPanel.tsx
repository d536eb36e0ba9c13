import { useEffect } from 'react';
import { useDataset } from '../../../state/dataset';
import { useGallery } from '../../../state/gallery';
import { listenToGallery } from '../../../state/galleryTabs';
import type { OwnSummary } from '../../../worker/protocol';
import { bytes, count } from '../../parts/format';
import { OwnAdditions } from './OwnAdditions';
import { OwnDrop } from './OwnDrop';
import { OwnItemList } from './OwnItemList';
import { OwnNews } from './OwnNews';
import { OwnExport, OwnMemory, OwnSwitch } from './OwnSearch';
import './own.css';

function inWords({ counts, additions, kept }: OwnSummary): string {
  const stored = additions.reduce((sum, addition) => (addition.deletedAt === null ? sum + addition.bytes : sum), 0);
  const amounts = (['image', 'text'] as const).flatMap((modality) => (counts[modality] > 0 ? [`${count(counts[modality])} ${counts[modality] === 1 ? modality : `${modality}s`}`] : []));
  return `${amounts.join(' and ')}, ${bytes(stored)} ${kept ? 'kept in this browser' : 'that end with this page: the browser stores nothing'}`;
}

/** Looks when it is opened, when another dataset is, and when another tab has changed something. */
function useLooking(): void {
  const dataset = useDataset((state) => state.summary);
  const look = useGallery((state) => state.look);
  useEffect(() => {
    void look();
    return listenToGallery(() => void look());
  }, [dataset, look]);
}

/** The visitor's own items beside the dataset: add, search, remove, export. */
export default function OwnPanel() {
  const dataset = useDataset((state) => state.summary);
  const summary = useGallery((state) => state.summary);
  useLooking();
  if (!dataset) return null;
  const some = summary !== null && summary.counts.image + summary.counts.text > 0;
  return (
    <section className="panel own-panel" aria-labelledby="own-title">
      <div className="panel-head">
        <h2 id="own-title">My items</h2>
        {some && <small>{inWords(summary)}</small>}
      </div>
      {summary && !some && <p className="muted">None yet. Pictures, features or texts that you add here are embedded by a trained model and can be searched, alone or with the dataset’s. {summary.kept ? 'They stay in this browser.' : 'They end with this page: the browser stores nothing.'}</p>}
      <OwnDrop summary={dataset} />
      <OwnNews />
      {some && <OwnSwitch />}
      <OwnItemList modality="image" />
      <OwnItemList modality="text" />
      <OwnAdditions />
      {some && <OwnExport />}
      {some && <OwnMemory />}
    </section>
  );
}
