import { useEffect, useState } from 'react';
import { askWithPicture } from '../../state/asking';
import { useDataset } from '../../state/dataset';
import { droppedFiles, type Drop } from '../../state/droppedFiles';
import { useImport } from '../../state/importing';
import { report } from '../../state/problems';
import { useView } from '../../state/view';

/** One picture is a query where the dataset can encode pictures; all else is a dataset. */
function receive(drop: Drop): void {
  const { files } = drop;
  const [first] = files;
  if (!first) return;
  const { summary } = useDataset.getState();
  const view = useView.getState();
  if (files.length === 1 && first.file.type.startsWith('image/')) {
    if (!summary?.encodesPictures) return report(new Error('This dataset has no picture encoder, so a picture of your own cannot be a query here.'));
    askWithPicture(first.file);
    return view.go('search');
  }
  void useImport.getState().begin(drop);
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** Files may be dropped anywhere on the page. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // A part of the page takes them for itself.
      setOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      setOver(false);
      if (event.defaultPrevented) return;
      event.preventDefault();
      droppedFiles(event.dataTransfer).then(receive, report);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over ? (
    <div className="drop-veil">
      <p>Drop a dataset (zip, folder or its files) or a picture to search with</p>
    </div>
  ) : null;
}
