import { useEffect, useRef } from 'react';
import { useDataset } from '../../state/dataset';

export function ReplaceDialog() {
  const { waiting, load, decline } = useDataset();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (waiting) dialog.current?.showModal();
    else dialog.current?.close();
  }, [waiting]);
  return (
    <dialog ref={dialog} onClose={decline} aria-labelledby="replace-title">
      <h2 id="replace-title">Replace the dataset?</h2>
      <p>
        The trained model, its curves and its evaluation belong to the present dataset and would be lost. You can export them first. A comparison that is
        going on is cancelled; its finished fits are kept.
      </p>
      <div className="buttons">
        <button type="button" onClick={decline}>
          Keep the model
        </button>
        <button type="button" className="primary" onClick={() => waiting && void load(waiting)}>
          Replace
        </button>
      </div>
    </dialog>
  );
}
