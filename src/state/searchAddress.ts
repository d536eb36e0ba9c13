/** What an address carries of a search. */
import type { Direction, Modality, ScoreKind } from '../retrieval/scores';
import type { GalleryName, ModelKey, QueryPart } from '../worker/search/types';

/** A picture cannot be in an address. */
export type LinkedPart = Exclude<QueryPart, { kind: 'picture' }>;

export const searchTabs = ['results', 'beside', 'epochs', 'test', 'mine'] as const;
export type SearchTab = (typeof searchTabs)[number];

/** Queries of one class, and a class that they find. */
export interface ClassPair {
  direction: Direction;
  query: number;
  found: number;
}

/** Null means: choose what fits. */
export interface SearchAddress {
  query: LinkedPart[];
  /** Null: the other modality than that of the first part. */
  target: Modality | 'both' | null;
  score: ScoreKind | null;
  gallery: GalleryName;
  /** Numbers of the classes that alone are searched; none: all. */
  classes: number[];
  fold: boolean;
  model: ModelKey | null;
  layout: 'grid' | 'list' | null;
  /** A model whose ranks are told beside. */
  beside: ModelKey | null;
  /** Results, two models side by side, the epochs of a run, the whole test set, or the visitor's own items. */
  show: SearchTab;
  /** The run whose epochs are looked through. */
  through: string | null;
  /** The epoch that is looked at; null: the newest. */
  epoch: number | null;
  /** Which queries of the test set come first. */
  order: 'worst' | 'best';
  /** Whose queries are listed. */
  cell: ClassPair | null;
}

export const initialSearchAddress: SearchAddress = {
  query: [], target: null, score: null, gallery: 'test', classes: [], fold: true, model: null, layout: null, show: 'results', beside: null, through: null, epoch: null, order: 'worst', cell: null,
};

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((candidate) => candidate === value) ?? null;
}

const ROW = /^\d{1,9}$/;

const MODEL = /^(cca|alscor|run:[\w-]{1,64}(@\d{1,6})?|method:[a-z0-9-]{1,40})$/;

const modelKey = (text: string | null): ModelKey | null => (text !== null && MODEL.test(text) ? text : null);
const matching = (text: string | null, pattern: RegExp): string | null => (text !== null && pattern.test(text) ? text : null);

/** "image:7", "-0.5*words:red fruit", "own-text:3" */
function parsePart(text: string): LinkedPart | null {
  const [, factor, kind, rest] = /^(?:(-?\d+(?:\.\d+)?)\*)?(image|text|own-image|own-text|words):(.+)$/su.exec(text) ?? [];
  if (kind === undefined || rest === undefined) return null;
  const weight = factor === undefined ? 1 : Number(factor);
  if (kind === 'words') return { kind, text: rest, weight };
  if (!ROW.test(rest)) return null;
  return { kind: kind.startsWith('own') ? 'own' : 'item', modality: kind.endsWith('image') ? 'image' : 'text', row: Number(rest), weight };
}

function formatPart(part: LinkedPart): string {
  const factor = part.weight === 1 ? '' : `${part.weight}*`;
  if (part.kind === 'words') return `${factor}words:${part.text}`;
  return `${factor}${part.kind === 'own' ? 'own-' : ''}${part.modality}:${part.row}`;
}

/** One item or one text alone is named shortly: "item=7&dir=t2i", "words=red+fruit". */
function parseQuery(parameters: URLSearchParams): LinkedPart[] {
  const parts = parameters.getAll('part');
  if (parts.length > 0) return parts.flatMap((part) => parsePart(part) ?? []);
  const words = parameters.get('words');
  if (words) return [{ kind: 'words', text: words, weight: 1 }];
  const item = parameters.get('item');
  return item !== null && ROW.test(item) ? [{ kind: 'item', modality: parameters.get('dir') === 't2i' ? 'text' : 'image', row: Number(item), weight: 1 }] : [];
}

function setQuery(parameters: URLSearchParams, query: readonly LinkedPart[]): void {
  const [first] = query;
  if (query.length === 1 && first?.weight === 1 && first.kind === 'item') {
    if (first.modality === 'text') parameters.set('dir', 't2i');
    parameters.set('item', String(first.row));
  } else if (query.length === 1 && first?.weight === 1 && first.kind === 'words') parameters.set('words', first.text);
  else for (const part of query) parameters.append('part', formatPart(part));
}

/** "i2t-3-7" */
function parseCell(text: string | null): ClassPair | null {
  const [, direction, query, found] = /^(i2t|t2i)-(\d{1,5})-(\d{1,5})$/.exec(text ?? '') ?? [];
  return direction === undefined ? null : { direction: direction === 't2i' ? 't2i' : 'i2t', query: Number(query), found: Number(found) };
}

export function parseSearch(parameters: URLSearchParams): SearchAddress {
  const initial = initialSearchAddress;
  const epoch = matching(parameters.get('epoch'), /^\d{1,6}$/);
  return {
    query: parseQuery(parameters),
    target: oneOf(parameters.get('find'), ['image', 'text', 'both']),
    score: oneOf(parameters.get('score'), ['canonical', 'semantic', 'fused']),
    gallery: oneOf(parameters.get('gallery'), ['test', 'train', 'all', 'own']) ?? initial.gallery,
    classes: (parameters.get('classes') ?? '').split(',').filter((label) => /^\d{1,4}$/.test(label)).map(Number),
    fold: parameters.get('fold') !== '0',
    model: modelKey(parameters.get('model')),
    layout: oneOf(parameters.get('layout'), ['grid', 'list']),
    beside: modelKey(parameters.get('beside')),
    show: oneOf(parameters.get('show'), searchTabs) ?? initial.show,
    through: matching(parameters.get('through'), /^[\w-]{1,64}$/),
    epoch: epoch === null ? null : Number(epoch),
    order: oneOf(parameters.get('order'), ['worst', 'best']) ?? initial.order,
    cell: parseCell(parameters.get('cell')),
  };
}

export function setSearch(parameters: URLSearchParams, { query, target, score, gallery, classes, fold, model, layout, show, beside, through, epoch, order, cell }: SearchAddress): void {
  setQuery(parameters, query);
  if (target) parameters.set('find', target);
  if (score) parameters.set('score', score);
  if (gallery !== initialSearchAddress.gallery) parameters.set('gallery', gallery);
  if (classes.length > 0) parameters.set('classes', classes.join(','));
  if (!fold) parameters.set('fold', '0');
  if (model) parameters.set('model', model);
  if (layout) parameters.set('layout', layout);
  if (beside) parameters.set('beside', beside);
  if (show !== initialSearchAddress.show) parameters.set('show', show);
  if (through) parameters.set('through', through);
  if (epoch !== null) parameters.set('epoch', String(epoch));
  if (order !== initialSearchAddress.order) parameters.set('order', order);
  if (cell) parameters.set('cell', `${cell.direction}-${cell.query}-${cell.found}`);
}
