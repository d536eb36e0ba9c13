import { useGallery } from '../../../state/gallery';
import { pickModel, useModels } from '../../../state/models';
import { useView } from '../../../state/view';
import type { OwnExportFormat, OwnIndexInfo } from '../../../worker/protocol';
import { downloadBlob } from '../../parts/download';
import { bytes, count } from '../../parts/format';

const galleries = [
  { value: 'own', name: 'My items only' },
  { value: 'all', name: 'With the dataset’s' },
] as const;

/** Which items are searched from now on. */
export function OwnSwitch() {
  const { gallery, choose } = useView();
  return (
    <div className="own-switch">
      <span id="own-switch">Search</span>
      <div className="segments" role="group" aria-labelledby="own-switch">
        {galleries.map(({ value, name }) => (
          <button key={value} type="button" aria-pressed={gallery === value} onClick={() => choose({ gallery: value, show: 'results' })}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

const where = { webgpu: 'on the GPU', wasm: 'searched by WebAssembly', javascript: 'searched by JavaScript' } as const;

function indexWords({ model, modality, rows, storage, backend, bytes: size }: OwnIndexInfo): string {
  return `${count(rows)} ${rows === 1 ? modality : `${modality}s`} as ${model} places them: ${bytes(size)} of ${storage}, ${where[backend]}.`;
}

/** What lies in memory to be searched. */
export function OwnMemory() {
  const indexes = useGallery((state) => state.summary?.indexes ?? none);
  if (indexes.length === 0) return <p className="help">They are embedded by the model that answers when they are first searched, and anew when it has moved on.</p>;
  return (
    <ul className="help" aria-label="In memory">
      {indexes.map((index) => (
        <li key={`${index.model} ${index.modality}`}>In memory: {indexWords(index)}</li>
      ))}
    </ul>
  );
}

const none: OwnIndexInfo[] = [];

const formats: { format: OwnExportFormat; name: string }[] = [
  { format: 'npy', name: 'Embeddings as .npy' },
  { format: 'parquet', name: 'Embeddings as Parquet (clip-retrieval)' },
];

/** Where the model that answers places the own items, as files. */
export function OwnExport() {
  const { exported, exporting } = useGallery();
  const chosen = useView((state) => state.model);
  const model = pickModel(useModels((state) => state.models), chosen);
  if (!model) return null;
  const save = async (format: OwnExportFormat) => {
    const file = await exported(format, model.key);
    if (file) downloadBlob(file.name, file.blob);
  };
  return (
    <div className="buttons" role="group" aria-label="Export">
      {formats.map(({ format, name }) => (
        <button key={format} type="button" disabled={exporting} onClick={() => void save(format)}>
          {name}
        </button>
      ))}
      <small>by {model.label}</small>
    </div>
  );
}
