import { useEnvironment } from '../../state/environment';
import { useProblems } from '../../state/problems';
import { startSession } from '../../state/session';
import './Notices.css';

export function Message({ message, advice }: { message: string; advice: string | null }) {
  return (
    <p>
      <strong>{message}</strong> {advice}
    </p>
  );
}

/** Of one place, until it is dismissed. */
export function ProblemNotice({ problem, dismiss }: { problem: { message: string; advice: string | null } | null; dismiss(): void }) {
  if (!problem) return null;
  return (
    <div className="notice bad" role="alert">
      <Message {...problem} />
      <button type="button" className="quiet" onClick={dismiss}>
        Dismiss
      </button>
    </div>
  );
}

function EnvironmentNotice() {
  const { phase, reason } = useEnvironment();
  if (!reason) return null;
  return (
    <div className="notice bad" role="alert">
      <div>
        <Message {...reason} />
        {phase === 'failed' && <p>No backend could be started, so nothing can be trained here. Search answers with linear CCA.</p>}
      </div>
      {phase !== 'unsupported' && (
        <button type="button" onClick={() => void startSession()}>
          Start the worker again
        </button>
      )}
    </div>
  );
}

/** What went wrong, with what to try, and what has happened meanwhile; each goes when it is dismissed. */
export function Notices() {
  const { problems, dismiss } = useProblems();
  return (
    <>
      <EnvironmentNotice />
      {problems.map(({ id, kind, message, advice }) => (
        <div className={`notice ${kind === 'news' ? 'news' : 'bad'}`} role={kind === 'news' ? 'status' : 'alert'} key={id}>
          {kind === 'news' ? <p>{message}</p> : <Message message={message} advice={advice} />}
          <button type="button" className="quiet" onClick={() => dismiss(id)}>
            Dismiss
          </button>
        </div>
      ))}
    </>
  );
}
