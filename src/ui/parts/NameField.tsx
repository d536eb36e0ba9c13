import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

interface NameFieldProps {
  name: string;
  onSave(name: string): void;
  /** @param byKey the focus should go back to what opened the field */
  onEnd(byKey: boolean): void;
}

/** Enter and leaving the field save, Escape does not. The field goes while it has the focus, which is no leaving. */
export function NameField({ name, onSave, onEnd }: NameFieldProps) {
  const [text, setText] = useState(name);
  const box = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => box.current?.select(), []);
  const end = (save: boolean, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    if (save && text !== name) onSave(text);
    onEnd(byKey);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The button that gets the focus would be pressed by it.
    event.preventDefault();
    end(event.key === 'Enter', true);
  };
  return (
    <input ref={box} type="text" autoFocus maxLength={120} value={text} aria-label={`New name of ${name}`}
      onChange={({ target }) => setText(target.value)} onKeyDown={press} onBlur={() => end(true, false)} />
  );
}
