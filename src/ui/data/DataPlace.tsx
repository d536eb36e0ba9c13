import { useDataset } from '../../state/dataset';
import { usePresentReport } from '../../state/importing';
import { PaperNote } from '../parts/PaperNote';
import { ClassCounts } from './ClassCounts';
import { DatasetFacts } from './DatasetFacts';
import { Library } from './Library';
import { ReportPanel } from './ReportPanel';
import { SampleItems } from './SampleItems';
import { SourcePicker } from './SourcePicker';

export function DataPlace() {
  const summary = useDataset((state) => state.summary);
  const report = usePresentReport();
  return (
    <div className="data-place">
      <section className="panel source-panel" aria-labelledby="source-title">
        <h1 id="source-title">Dataset</h1>
        <p className="muted">
          Drop what you have anywhere on this page: a bundle, features as .npy, .npz, .mat, .h5, .parquet, .safetensors or .csv, or a folder of
          pictures with their captions; files, folders and zips. Nothing is uploaded; everything stays in this browser.
        </p>
        <SourcePicker />
      </section>
      <Library />
      {summary && (
        <>
          <DatasetFacts summary={summary} />
          {summary.classNames.length > 0 && <ClassCounts summary={summary} />}
          {report && <ReportPanel report={report} name={summary.name} />}
          <SampleItems summary={summary} />
        </>
      )}
      <PaperNote />
    </div>
  );
}
