/** Roles that the names of columns, files and folders tell. */
import type { Column, OpenedFile } from '../columns/column';
import { baseName, nameWords, withoutEnding } from './columnNames';
import type { Role } from './mapping';

const words = {
  labels: ['label', 'labels', 'lab', 'labs', 'lbl', 'class', 'classes', 'cls', 'category', 'categories', 'cat', 'cats', 'target', 'targets', 'y', 'gt', 'concept', 'concepts', 'topic', 'genre'],
  split: ['split', 'splits', 'set', 'subset', 'fold', 'partition'],
  id: ['id', 'ids', 'key', 'keys', 'uid', 'uuid', 'index', 'idx'],
  file: ['file', 'files', 'filename', 'filenames', 'filepath', 'path', 'paths', 'name', 'names'],
  url: ['url', 'urls', 'link', 'href'],
  text: ['caption', 'captions', 'cap', 'caps', 'text', 'texts', 'txt', 'txts', 'sentence', 'sentences', 'sent', 'sents', 'description', 'title', 'prompt', 'query', 'word', 'words', 'doc', 'docs', 'article', 'bow', 'tfidf', 'idf', 'lda', 'bert', 'glove', 'doc2vec', 'word2vec', 'language', 'tag', 'tags'],
  image: ['image', 'images', 'img', 'imgs', 'im', 'ims', 'visual', 'vis', 'vision', 'picture', 'pictures', 'pic', 'photo', 'photos', 'pixel', 'pixels', 'resnet', 'vgg', 'vit', 'dino', 'cnn', 'sift', 'gist', 'deep'],
};

type Subject = keyof typeof words;

const subjects = new Map<string, Subject>();
for (const subject of ['labels', 'split', 'id', 'file', 'url', 'text', 'image'] as const) for (const word of words[subject]) subjects.set(word, subject);

const subjectsOf = (name: string): Set<Subject> => new Set(nameWords(name).flatMap((word) => subjects.get(word) ?? []));

function roleOfNumbers(said: Set<Subject>, dims: number): Role | null {
  if (said.has('labels')) return 'labels';
  if (dims === 1) return said.has('id') ? (said.has('image') ? 'imageId' : 'id') : said.has('split') ? 'split' : null;
  if (said.has('image') !== said.has('text')) return said.has('image') ? 'image' : 'text';
  return null;
}

function roleOfTexts(said: Set<Subject>): Role | null {
  if (said.has('url')) return 'url';
  if (said.has('labels')) return 'labels';
  if (said.has('id')) return said.has('image') ? 'imageId' : 'id';
  if (said.has('text')) return 'caption';
  if (said.has('split')) return 'split';
  return said.has('image') || said.has('file') ? 'imageName' : null;
}

/** What the name of a column tells of its role; null where nothing, or "image" and "text" at once. */
export function roleInName(name: string, column: Column): Role | null {
  const said = subjectsOf(name);
  return column.kind === 'texts' ? roleOfTexts(said) : roleOfNumbers(said, column.dims);
}

/** From the column's name, else, where it is alone in its file, from the file's, then the folders'. */
export function roleOfColumn(column: Column, { columns, path }: OpenedFile): Role | null {
  const own = roleInName(column.name, column);
  if (own || columns.filter(({ kind }) => kind === column.kind).length > 1) return own;
  const parts = [withoutEnding(baseName(path)), ...path.split('/').slice(0, -1).reverse()];
  return parts.map((part) => roleInName(part, column)).find((role) => role !== null) ?? null;
}
