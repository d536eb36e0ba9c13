import { useEffect, useRef, useState, type DragEvent } from 'react';
import { chosenFiles, droppedFiles, type Drop } from '../../../state/droppedFiles';
import { useGallery } from '../../../state/gallery';
import { report } from '../../../state/problems';
import type { DatasetSummary } from '../../../worker/protocol';
import { count } from '../../parts/format';

const from = (encoder: string | undefined): string => (encoder ? ` from ${encoder}` : '');

/** What the dataset can take, in plain words. */
function expected({ dims, encoders, encodesPictures, vocabulary }: DatasetSummary): string[] {
  return [
    encodesPictures ? 'Pictures (PNG, JPEG, WebP, …): they are encoded here and not uploaded.' : `Pictures cannot be encoded: this dataset does not bring its image encoder.`,
    `Features of images, ${count(dims.image)} numbers a row${from(encoders.image)}; of texts, ${count(dims.text)}${from(encoders.text)}. As .npy, .npz, .safetensors, .parquet, .h5, .mat, .csv or .jsonl; ids and captions in the same file, or in one beside it.`,
    vocabulary ? 'Texts (.txt, a line each, or .csv and .jsonl with captions): of the words that this dataset knows.' : 'Texts cannot be encoded: this dataset has no vocabulary.',
  ];
}

function useFolderInput() {
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  return folder;
}

/** Files that are dropped here join the own items; anywhere else on the page they are a dataset or a query. */
export function OwnDrop({ summary }: { summary: DatasetSummary }) {
  const { add, adding } = useGallery();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useFolderInput();
  const take = ({ files: dropped }: Drop) => void add(dropped, null);
  const choose = (input: HTMLInputElement) => {
    take(chosenFiles(input.files));
    input.value = '';
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    droppedFiles(event.dataTransfer).then(take, report);
  };
  return (
    <div className="own-drop" data-over={over || undefined} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div className="buttons">
        <strong>Drop files here</strong>
        <button type="button" disabled={adding} onClick={() => files.current?.click()}>
          Choose files
        </button>
        <button type="button" disabled={adding} onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
      </div>
      <ul className="help">
        {expected(summary).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <input ref={files} type="file" multiple hidden aria-label="Items of your own" onChange={({ target }) => choose(target)} />
      <input ref={folder} type="file" multiple hidden aria-label="Folder of items of your own" onChange={({ target }) => choose(target)} />
    </div>
  );
}
