import { useEnvironment } from '../../state/environment';
import { useProblems } from '../../state/problems';
import { startSession } from '../../state/session';

export function Message({ message, advice }: { message: string; advice: string | null }) {
  return (
    <p>
      <strong>{message}</strong> {advice}
    </p>
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

/** What went wrong, with what to try; each goes when it is dismissed. */
export function Notices() {
  const { problems, dismiss } = useProblems();
  return (
    <>
      <EnvironmentNotice />
      {problems.map(({ id, message, advice }) => (
        <div className="notice bad" role="alert" key={id}>
          <Message message={message} advice={advice} />
          <button type="button" className="quiet" onClick={() => dismiss(id)}>
            Dismiss
          </button>
        </div>
      ))}
    </>
  );
}
