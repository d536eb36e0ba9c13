/** Typed queries of which it is known what they should find. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asList, asObject, asText, decodeText, field, mismatch, parseJson } from '../../bundle/json';

export const halves = ['development', 'report'] as const;
/** Settings are chosen by the one, figures are reported of the other. */
export type Half = (typeof halves)[number];

export interface TypedQuery {
  text: string;
  class: string;
  /** Ids of one to five items, each of which is right. */
  items: string[];
  half: Half;
}

const fixture = fileURLToPath(new URL('../../../e2e/fixtures/freeText.json', import.meta.url));

function parseQuery(value: unknown, where: string): TypedQuery {
  const object = asObject(value, where);
  const text = (name: string): string => asText(field(object, name), `${where}.${name}`);
  const half = halves.find((one) => one === text('half'));
  if (!half) throw mismatch(`${where}.half`, halves.join(' or '), text('half'));
  return { text: text('text'), class: text('class'), items: asList(field(object, 'items'), `${where}.items`, asText), half };
}

/** The sixty queries of the demo. */
export function readTypedQueries(): TypedQuery[] {
  return asList(parseJson(decodeText(readFileSync(fixture), fixture), fixture), 'queries', parseQuery);
}
