import { useEffect, useState } from 'react';
import { explainHit } from '../../state/explaining';
import type { DatasetSummary, Hit, SearchRequest } from '../../worker/protocol';
import type { Explanation } from '../../worker/search/types';
import { score } from '../parts/format';

interface WhyProps {
  hit: Hit;
  summary: DatasetSummary;
  request: SearchRequest;
}

const percent = (value: number): string => `${Math.round(100 * Math.min(1, Math.max(0, value)))}%`;

function Reasons({ summary, explanation: { classes, shared, near } }: { summary: DatasetSummary; explanation: Explanation }) {
  return (
    <>
      {classes && (
        <table>
          <caption className="visually-hidden">Class probabilities</caption>
          <thead>
            <tr>
              <th scope="col">class</th>
              <th scope="col">query</th>
              <th scope="col">this</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ label, query, hit }) => (
              <tr key={label}>
                <th scope="row">{summary.classNames[label]}</th>
                {[query, hit].map((value, side) => (
                  <td key={side} style={{ backgroundSize: `${percent(value)} 100%` }}>
                    {score(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        {shared.length > 0 ? `Words of both: ${shared.join(', ')}.` : 'Query and caption share no word.'}
        {!classes && ' This model has no classifier.'}
      </p>
      {near && near.length > 0 && (
        <p>
          Nearest words of both (query · this):{' '}
          {near.map(({ word, query, hit }, i) => (
            <span key={word} title={`“${word}” scores ${score(query)} with the query, ${score(hit)} with this`}>
              {i > 0 && ', '}
              {word} <small>
                {score(query)} · {score(hit)}
              </small>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

/** Class probabilities of query and item side by side, the words that both have, and words near both; asked for when it is opened. */
export function WhyFound({ hit, summary, request }: WhyProps) {
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    void explainHit(request, hit).then((found) => wanted && setExplanation(found));
    return () => {
      wanted = false;
    };
  }, [open, request, hit]);
  return (
    <details className="why" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={`Why ${(hit.own ?? summary.items[hit.row]!).caption}`}>why</summary>
      {open && (explanation ? <Reasons summary={summary} explanation={explanation} /> : <p>…</p>)}
    </details>
  );
}
