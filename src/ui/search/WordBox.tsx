import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { addPart, askWith } from '../../state/asking';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import { replaceWord } from './replaceWord';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function Understood({ text, onReplace }: { text: string; onReplace(text: string): void }) {
  const words = useSearch((state) => state.result?.words[0]);
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
  const [first] = query;
  const asked = query.length === 1 && first?.kind === 'words' ? first.text : '';
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
    askWith({ kind: 'words', text: words.trim(), weight: 1 });
  };
  const join = (weight: number) => {
    addPart({ kind: 'words', text: text.trim(), weight });
    setText('');
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
        <p className="buttons joins">
          <button type="button" disabled={!available || text.trim() === ''} onClick={() => join(1)}>
            + to the query
          </button>
          <button type="button" disabled={!available || text.trim() === ''} onClick={() => join(-1)}>
            − from the query
          </button>
        </p>
        <p className="help">{available ? 'Words find images. Press / to come here.' : 'This dataset has no word vectors, so typed words cannot be encoded.'}</p>
      </form>
      {asked && <Understood text={asked} onReplace={ask} />}
    </>
  );
}
