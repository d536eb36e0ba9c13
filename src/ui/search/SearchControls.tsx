import type { ScoreKind } from '../../retrieval/scores';
import type { ModelInfo } from '../../worker/protocol';
import type { GalleryName } from '../../worker/search/types';
import { useModels } from '../../state/models';
import { isActive, useRun } from '../../state/run';
import type { Asked } from '../../state/searchRequest';
import { useView } from '../../state/view';
import { ModelPicker } from './models/ModelPicker';

const scores: { value: ScoreKind; name: string; help: string }[] = [
  { value: 'canonical', name: 'canonical', help: 'Cosine of the canonical variates.' },
  { value: 'semantic', name: 'semantic', help: 'Probability that both show the same class; where items can have several, the expected number of shared ones.' },
  { value: 'fused', name: 'fused', help: 'A mix of both, its weight chosen on validation items.' },
];

const galleries: { value: GalleryName; name: string; help: string }[] = [
  { value: 'test', name: 'test items', help: 'None of these was seen in training.' },
  { value: 'train', name: 'training items', help: 'All of these were seen in training: scores flatter.' },
  { value: 'all', name: 'all items, and mine', help: 'Includes items that were seen in training: scores flatter.' },
  { value: 'own', name: 'my items', help: 'Items of your own, which no model has seen.' },
];

function scoreHelp(asked: Asked | null): string {
  if (!asked) return '';
  const { model, request } = asked;
  const { help } = scores.find(({ value }) => value === request.score)!;
  const weight = request.score === 'fused' && model.fusedWeight !== null ? ` Weight of the canonical part: ${model.fusedWeight}.` : '';
  const lacking = scores.filter(({ value }) => !model.scores.includes(value)).map(({ name }) => name);
  return help + weight + (lacking.length > 0 ? ` ${model.label} has no classifier, so there is no ${lacking.join(' or ')} score.` : '');
}

function modelHelp(asked: Asked | null, models: readonly ModelInfo[], training: boolean): string {
  if (!asked) return 'No model yet: linear CCA is fitted when the dataset has loaded.';
  if (asked.model.kind === 'epoch') return 'Where the items lay after that epoch: only items of the dataset can ask.';
  if (asked.model.kind === 'run') return 'A stored run at its best epoch.';
  if (asked.model.kind === 'method') return 'Fitted here with the default settings and seed.';
  if (asked.model.kind === 'alscor') return training ? 'The last finished epoch answers while training goes on.' : 'The trained model answers.';
  return models.some(({ kind }) => kind === 'alscor') ? 'Linear CCA on the raw features, for comparison.' : 'Linear CCA answers until ALSCOR has finished an epoch.';
}

export function SearchControls({ asked }: { asked: Asked | null }) {
  const { gallery, model, through, choose } = useView();
  const models = useModels((state) => state.models);
  const training = useRun((state) => isActive(state.status?.phase));
  return (
    <div className="search-controls">
      <div>
        <ModelPicker label="Model" value={model ?? asked?.model.key ?? null} runId={through ?? asked?.model.runId ?? null} onChoose={(key) => choose({ model: key })} />
        <span className="help">{modelHelp(asked, models, training)}</span>
      </div>
      <label>
        Score
        <select value={asked?.request.score ?? 'canonical'} disabled={!asked} onChange={({ target }) => choose({ score: scores.find(({ value }) => value === target.value)?.value ?? null })}>
          {scores.map(({ value, name }) => (
            <option key={value} value={value} disabled={!asked?.model.scores.includes(value)}>
              {name}
            </option>
          ))}
        </select>
        <span className="help">{scoreHelp(asked)}</span>
      </label>
      <label>
        Gallery
        <select value={gallery} onChange={({ target }) => choose({ gallery: galleries.find(({ value }) => value === target.value)?.value ?? 'test' })}>
          {galleries.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <span className="help">{galleries.find(({ value }) => value === gallery)?.help}</span>
      </label>
    </div>
  );
}
