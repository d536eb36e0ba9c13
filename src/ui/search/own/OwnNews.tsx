import { useGallery } from '../../../state/gallery';
import { count } from '../../parts/format';
import { ProblemNotice } from '../../parts/Notices';

function Question() {
  const { question, add, dismiss } = useGallery();
  if (!question) return null;
  const { files, ask } = question;
  return (
    <div className="notice news" role="group" aria-label="Modality of the features">
      <p>
        {ask.name} has {count(ask.dims)} numbers a row, as images and texts have here. What are its rows?
      </p>
      <div className="buttons">
        <button type="button" autoFocus onClick={() => void add(files, 'image')}>
          Images
        </button>
        <button type="button" onClick={() => void add(files, 'text')}>
          Texts
        </button>
        <button type="button" className="quiet" onClick={dismiss}>
          Leave them
        </button>
      </div>
    </div>
  );
}

/** What came of the last addition, and what must be answered. */
export function OwnNews() {
  const { notes, problem, dismiss } = useGallery();
  return (
    <>
      <Question />
      <ProblemNotice problem={problem} dismiss={dismiss} />
      <div role="status" className="own-notes">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </>
  );
}
