import { pickModel, useModels } from '../../state/models';
import { targetOf } from '../../state/searchRequest';
import { useView } from '../../state/view';
import type { DatasetSummary } from '../../worker/protocol';
import { useParts } from './useParts';

/** What is shown of the answers, and how. */
export function ResultTools({ summary }: { summary: DatasetSummary }) {
  const view = useView();
  const parts = useParts();
  const { classes, fold, layout, beside, choose } = view;
  const models = useModels((state) => state.models);
  const answering = pickModel(models, view.model);
  const others = models.filter(({ key }) => key !== answering?.key);
  const target = targetOf(view, parts);
  const names = summary.classNames;
  return (
    <div className="result-tools" role="group" aria-label="What is shown">
      {names.length > 0 && (
        <label>
          Class{' '}
          <select value={classes.join()} onChange={({ target: { value } }) => choose({ classes: value === '' ? [] : [Number(value)] })}>
            <option value="">all</option>
            {classes.length > 1 && <option value={classes.join()}>{classes.map((label) => names[label]).join(', ')}</option>}
            {names.map((name, label) => (
              <option key={name} value={label}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <input type="checkbox" checked={target === 'both'} onChange={({ target: { checked } }) => choose({ target: checked ? 'both' : null })} /> images and texts together
      </label>
      <label>
        <input type="checkbox" checked={fold} onChange={({ target: { checked } }) => choose({ fold: checked })} /> same features once
      </label>
      {others.length > 0 && (
        <label>
          Ranks beside{' '}
          <select value={others.some(({ key }) => key === beside) ? (beside ?? '') : ''} onChange={({ target: { value } }) => choose({ beside: others.find(({ key }) => key === value)?.key ?? null })}>
            <option value="">none</option>
            {others.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Show as{' '}
        <select value={layout ?? (target === 'image' ? 'grid' : 'list')} onChange={({ target: { value } }) => choose({ layout: value === 'grid' ? 'grid' : 'list' })}>
          <option value="grid">grid</option>
          <option value="list">list</option>
        </select>
      </label>
    </div>
  );
}
