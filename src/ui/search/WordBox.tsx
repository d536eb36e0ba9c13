import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import { replaceWord } from './replaceWord';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function Understood({ text, onReplace }: { text: string; onReplace(text: string): void }) {
  const words = useSearch((state) => state.result?.words);
  if (!words) return null;
  return (
    <div className="understood" aria-live="polite">
      {words.known.length > 0 && (
        <p>
          Understood:{' '}
          {words.known.map((word, index) => (
            <span className="word" key={index}>
              {word}
            </span>
          ))}
        </p>
      )}
      {words.unknown.map(({ word, suggestions }) => (
        <p key={word}>
          Unknown: <s>{word}</s> {suggestions.length > 0 && 'try '}
          {suggestions.map((suggestion) => (
            <button type="button" className="word" key={suggestion} onClick={() => onReplace(replaceWord(text, word, suggestion))}>
              {suggestion}
            </button>
          ))}
        </p>
      ))}
    </div>
  );
}

export function WordBox({ summary }: { summary: DatasetSummary }) {
  const query = useView((state) => state.query);
  const asked = query?.kind === 'words' ? query.text : '';
  const [text, setText] = useState(asked);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  const ask = (words: string) => {
    setText(words);
    if (words.trim() === '') return;
    useSearch.getState().setPicture(null);
    useView.getState().choose({ direction: 't2i', query: { kind: 'words', text: words.trim() } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(text);
  };
  const available = summary.vocabulary !== undefined;
  return (
    <>
      <form className="word-box" onSubmit={submit}>
        <label htmlFor="words">Search by words</label>
        <input id="words" ref={box} type="text" autoComplete="off" maxLength={200} value={text} disabled={!available}
          placeholder={available ? 'red fruit' : ''} onChange={({ target }) => setText(target.value)} />
        <button type="submit" disabled={!available}>
          Go
        </button>
        <p className="help">{available ? 'Words find images. Press / to come here.' : 'This dataset has no word vectors, so typed words cannot be encoded.'}</p>
      </form>
      {asked && <Understood text={asked} onReplace={ask} />}
    </>
  );
}
