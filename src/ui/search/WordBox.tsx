import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { addPart, askWith, replacePart } from '../../state/asking';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import type { UnderstoodWords } from '../../worker/search/types';
import { replaceWord } from './replaceWord';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

interface UnderstoodProps {
  words: UnderstoodWords;
  text: string;
  onReplace(text: string): void;
}

function Understood({ words, text, onReplace }: UnderstoodProps) {
  return (
    <div className="understood">
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
  const understood = useSearch((state) => state.result?.words);
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
      <div aria-live="polite">
        {understood?.map((words) => {
          const part = query[words.part];
          return part?.kind === 'words' && <Understood key={words.part} words={words} text={part.text} onReplace={(replaced) => replacePart(words.part, { ...part, text: replaced })} />;
        })}
      </div>
    </>
  );
}
