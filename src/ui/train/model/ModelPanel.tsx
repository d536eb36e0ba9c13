import { useRef } from 'react';
import { useComparison, isComparing } from '../../../state/comparison';
import { useDataset } from '../../../state/dataset';
import { useModelFiles } from '../../../state/modelFiles';
import { useModels } from '../../../state/models';
import { isActive, useRun } from '../../../state/run';
import type { ModelInfo } from '../../../worker/protocol';
import { downloadBlob, fileName } from '../../parts/download';
import { bytes } from '../../parts/format';
import { formats } from './formats';
import { ModelOutcome } from './ModelOutcome';
import './model.css';

function ModelFacts({ model }: { model: ModelInfo | undefined }) {
  if (!model) return <p className="muted model-facts">There is no trained model yet. Train one, use a stored run, or open a model file.</p>;
  return (
    <div className="model-facts">
      <p>
        <b>{model.label}</b>
      </p>
      {model.preprocessing && <p className="help">{model.preprocessing}</p>}
    </div>
  );
}

function FormatRow({ format, title, inside, label }: (typeof formats)[number] & { label: string | null }) {
  const { making, opening, made, make } = useModelFiles();
  const size = made !== null && made.label === label ? made.bytes[format] : undefined;
  const save = async () => {
    if (label === null) return;
    const file = await make(format, label);
    const dataset = useDataset.getState().summary?.name ?? '';
    if (file) downloadBlob(fileName(dataset, `-${file.name}`), file.blob);
  };
  return (
    <li className="model-format">
      <div>
        <strong>{title}</strong>
        <p className="help">{inside}</p>
      </div>
      <span className="muted model-size">{making === format ? 'Making…' : size !== undefined && bytes(size)}</span>
      <button type="button" disabled={label === null || making !== null || opening !== null} aria-label={`Save ${title}`} onClick={() => void save()}>
        Save
      </button>
    </li>
  );
}

function OpenModel() {
  const input = useRef<HTMLInputElement>(null);
  const { making, opening, open } = useModelFiles();
  const hasDataset = useDataset((state) => state.summary !== null);
  const running = useRun(({ status }) => isActive(status?.phase));
  const comparing = useComparison(({ status }) => isComparing(status));
  const reason = !hasDataset ? 'Load a dataset first.' : running ? 'A run is going on: stop it first.' : comparing ? 'A comparison is going on: cancel it first.' : 'It must be of this dataset’s features and classes. It then answers in Search and Evaluate.';
  const take = (element: HTMLInputElement) => {
    const [file] = element.files ?? [];
    if (file) void open(file);
    element.value = '';
  };
  return (
    <div className="model-open">
      <button type="button" disabled={!hasDataset || running || comparing || making !== null || opening !== null} aria-describedby="model-open-help" onClick={() => input.current?.click()}>
        Open a model file
      </button>
      <p className="help" id="model-open-help">
        {reason}
      </p>
      <input ref={input} type="file" accept=".safetensors" hidden aria-label="Model file" onChange={({ target }) => take(target)} />
    </div>
  );
}

/** The trained model as files of other tools, and out of a file. */
export default function ModelPanel() {
  const model = useModels(({ models }) => models.find(({ kind }) => kind === 'alscor'));
  return (
    <section className="panel model-panel" aria-label="Files of the trained model">
      <ModelFacts model={model} />
      <ul className="model-formats" aria-label="Files to save">
        {formats.map((words) => (
          <FormatRow key={words.format} {...words} label={model?.label ?? null} />
        ))}
      </ul>
      <OpenModel />
      <ModelOutcome />
    </section>
  );
}
