/** Why an item was found: what the classifier makes of query and item, the words that both have, and those that lie near both. */
import { isFunctionWord, tokenize } from '../../bundle/encodeText';
import type { Dataset } from '../../bundle/dataset';
import { selectRows } from '../../retrieval/scores';
import { ask, type Asking } from './ask';
import { nearWords } from './nearWords';
import type { Explanation, Hit, QueryPart, SearchRequest } from './types';

const MOST_CLASSES = 5;

function wordsOf({ items }: Dataset, part: QueryPart): string[] {
  if (part.kind === 'words') return tokenize(part.text);
  return part.kind === 'item' ? tokenize(items[part.row]!.caption) : [];
}

/** Content words of the item's caption that the query has too. */
function sharedWords(dataset: Dataset, query: readonly QueryPart[], row: number): string[] {
  const asked = new Set(query.flatMap((part) => (part.weight > 0 ? wordsOf(dataset, part) : [])));
  const own = new Set(tokenize(dataset.items[row]!.caption));
  return [...own].filter((word) => asked.has(word) && !isFunctionWord(word));
}

/** @throws QueryError as the search itself */
export async function explain(asking: Asking, request: SearchRequest, { modality, row }: Pick<Hit, 'modality' | 'row'>): Promise<Explanation> {
  const { query } = await ask(asking, request.query);
  const item = selectRows(asking.model.space[modality], Int32Array.of(row));
  const both = query?.posterior && item.posterior ? { query: query.posterior, hit: item.posterior } : null;
  const classes = both && Array.from(both.query, (value, label) => ({ label, query: value, hit: both.hit[label]! }));
  return {
    classes: classes && classes.sort((a, b) => b.query * b.hit - a.query * a.hit).slice(0, MOST_CLASSES),
    shared: sharedWords(asking.dataset, request.query, row),
    near: query && (await nearWords(asking, query, item, request.score)),
  };
}
