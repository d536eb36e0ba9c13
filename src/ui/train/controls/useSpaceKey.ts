import { useEffect } from 'react';
import { useRun } from '../../../state/run';

/** What takes the key for itself: fields, buttons, links, what opens and closes, and anything else that can have the focus. */
const takers = 'input, select, textarea, button, a, summary, dialog, [contenteditable], [tabindex]:not([tabindex="-1"])';

function pauseOrResume(event: KeyboardEvent): void {
  if (event.key !== ' ' || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target instanceof Element && event.target.closest(takers)) return;
  const { status, control } = useRun.getState();
  if (status?.phase !== 'running' && status?.phase !== 'paused') return;
  event.preventDefault();
  void control(status.phase === 'running' ? 'pause' : 'resume');
}

/** Space pauses and resumes the run. */
export function useSpaceKey(): void {
  useEffect(() => {
    document.addEventListener('keydown', pauseOrResume);
    return () => document.removeEventListener('keydown', pauseOrResume);
  }, []);
}
