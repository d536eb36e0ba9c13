import { useEffect, useState } from 'react';
import { Announcer } from '../../state/announce';
import { inForce } from '../../state/inForce';
import { useRun } from '../../state/run';

/** Tells those who do not see the page how a run goes. */
export function RunAnnouncer() {
  const [sentence, say] = useState('');
  useEffect(() => {
    const announcer = new Announcer();
    return useRun.subscribe(({ status, epochs, config, changes }) => {
      const next = announcer.next(status, epochs, inForce(config, changes), performance.now());
      if (next) say(next);
    });
  }, []);
  return (
    <div role="status" aria-live="polite" aria-label="Run" className="visually-hidden">
      {sentence}
    </div>
  );
}
