import { useModelFiles } from '../../../state/modelFiles';
import { useModels } from '../../../state/models';
import { Message } from '../../parts/Notices';
import { titleOf } from './formats';

/** @param answering label of the model that answers now */
function words({ making, opening, outcome }: ReturnType<typeof useModelFiles.getState>, answering: string | undefined): string {
  if (making) return `Making the file: ${titleOf(making)}…`;
  if (opening !== null) return `Checking ${opening} and placing all items…`;
  if (outcome?.kind === 'made') return `${titleOf(outcome.format)} is made. Your browser saves it.`;
  if (outcome?.kind === 'opened' && outcome.label === answering) return `${outcome.name} fits this dataset. “${outcome.label}” answers in Search and Evaluate now.`;
  return '';
}

/** What goes on with a file, or how it went; its room is always there. */
export function ModelOutcome() {
  const state = useModelFiles();
  const answering = useModels(({ models }) => models.find(({ kind }) => kind === 'alscor')?.label);
  const { outcome } = state;
  return (
    <div className="model-outcome">
      <p role="status" aria-label="State of model files">
        {words(state, answering)}
      </p>
      {outcome?.kind === 'problem' && (
        <div className="notice bad" role="alert">
          <Message {...outcome} />
        </div>
      )}
    </div>
  );
}
