import { useDataset } from '../../state/dataset';
import { PaperNote } from '../parts/PaperNote';
import { ClassCounts } from './ClassCounts';
import { DatasetFacts } from './DatasetFacts';
import { Library } from './Library';
import { SampleItems } from './SampleItems';
import { SourcePicker } from './SourcePicker';

export function DataPlace() {
  const summary = useDataset((state) => state.summary);
  return (
    <div className="data-place">
      <section className="panel source-panel" aria-labelledby="source-title">
        <h1 id="source-title">Dataset</h1>
        <p className="muted">
          Drop a bundle anywhere on this page: a zip, a folder, or its files (features of images and texts, labels, captions). Nothing is
          uploaded; everything stays in this browser.
        </p>
        <SourcePicker />
      </section>
      <Library />
      {summary && (
        <>
          <DatasetFacts summary={summary} />
          {summary.classNames.length > 0 && <ClassCounts summary={summary} />}
          <SampleItems summary={summary} />
        </>
      )}
      <PaperNote />
    </div>
  );
}
