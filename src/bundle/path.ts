/** Paths inside a bundle: relative, with slashes, never leaving it. */
import { BundleError } from './problem';

const MADE_BY_SYSTEMS = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/** What macOS and Windows put beside files. */
export const isMadeBySystem = (path: string): boolean => MADE_BY_SYSTEMS.test(path);

function isInside(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:\0]/.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The path itself. Throws BundleError where it is empty, absolute, or has an empty, "." or ".." part. */
export function checkedPath(path: string, where: string): string {
  if (isInside(path)) return path;
  const advice = 'Name files relative to manifest.json, in its folder or below, with forward slashes.';
  throw new BundleError(`${where}: expected a path inside the bundle, got ${JSON.stringify(path)}.`, advice);
}

/** Path of a file that another file of the bundle names relative to itself. */
export function besideOf(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}

/**
 * Entries by path, without files that operating systems add, and without the one folder that holds everything.
 * Throws BundleError for unsafe and for repeated paths.
 */
export function byPath<T extends { path: string }>(entries: T[], where: string): Map<string, T> {
  const kept = entries.filter(({ path }) => !isMadeBySystem(path));
  const found = new Map<string, T>();
  const start = commonFolder(kept.map(({ path }) => path)).length;
  for (const entry of kept) {
    const path = checkedPath(entry.path, where).slice(start);
    if (found.has(path)) throw new BundleError(`${where}: expected each path once, got ${path} twice.`, 'Pack the bundle again.');
    found.set(path, entry);
  }
  return found;
}

function commonFolder(paths: string[]): string {
  const top = `${paths[0]?.split('/')[0]}/`;
  return paths.length > 0 && paths.every((path) => path.startsWith(top)) ? top : '';
}

/** The error for a file that is not there; it lists some that are. */
export function missingFile(path: string, where: string, present: Iterable<string>): BundleError {
  const names = [...present];
  const some = names.slice(0, 5).join(', ') + (names.length > 5 ? `, … (${names.length} files)` : '');
  return new BundleError(`Reading ${path} in ${where}: expected the file, got only: ${some || 'nothing'}.`, 'Add the file, or correct its path in manifest.json.');
}
