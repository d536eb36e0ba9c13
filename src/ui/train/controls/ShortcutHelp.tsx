import { useSpaceKey } from './useSpaceKey';

export function ShortcutHelp() {
  useSpaceKey();
  return (
    <details className="shortcuts">
      <summary aria-label="Keyboard shortcuts" title="Keyboard shortcuts">
        ?
      </summary>
      <dl>
        <dt>
          <kbd>Space</kbd>
        </dt>
        <dd>pauses or resumes a run, where the focus is in no field and on no button</dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>in Search: to the box for words</dd>
        <dt>
          <kbd>Tab</kbd>
        </dt>
        <dd>from one control to the next</dd>
      </dl>
    </details>
  );
}
