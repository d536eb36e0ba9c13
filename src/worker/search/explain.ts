/** Why an item was found: what the classifier makes of query and item, the words that both have, and those that lie near both. */
import { isFunctionWord, tokenize } from '../../bundle/encodeText';
import { ask, type Asking } from './ask';
import { nearWords } from './nearWords';
import type { Explanation, ItemSource, QueryPart, QuerySource, SearchRequest } from './types';

const MOST_CLASSES = 5;

/** What an item or typed words say; of a picture nothing is known. */
async function wordsOf({ dataset, own }: Asking, part: QuerySource): Promise<string[]> {
  switch (part.kind) {
    case 'words':
      return tokenize(part.text);
    case 'item':
      return tokenize(dataset.items[part.row]!.caption);
    case 'own':
      return tokenize((await own?.items(part.modality, [part.row]))?.[0]?.caption ?? '');
    case 'picture':
      return [];
    default:
      return part satisfies never;
  }
}

/** Content words of the item's caption that the query has too. */
async function sharedWords(asking: Asking, query: readonly QueryPart[], found: ItemSource): Promise<string[]> {
  const asked = new Set<string>();
  for (const part of query) if (part.weight > 0) for (const word of await wordsOf(asking, part)) asked.add(word);
  return [...new Set(await wordsOf(asking, found))].filter((word) => asked.has(word) && !isFunctionWord(word));
}

/** @throws QueryError as the search itself */
export async function explain(asking: Asking, request: SearchRequest, found: ItemSource): Promise<Explanation> {
  const { query } = await ask(asking, request.query);
  const item = (await ask(asking, [{ ...found, weight: 1 }])).query!;
  const both = query?.posterior && item.posterior ? { query: query.posterior, hit: item.posterior } : null;
  const classes = both && Array.from(both.query, (value, label) => ({ label, query: value, hit: both.hit[label]! }));
  return {
    classes: classes && classes.sort((a, b) => b.query * b.hit - a.query * a.hit).slice(0, MOST_CLASSES),
    shared: await sharedWords(asking, request.query, found),
    near: query && (await nearWords(asking, query, item, request.score)),
  };
}
