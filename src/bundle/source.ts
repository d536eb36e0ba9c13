/** Where the files of a bundle come from: an address, a folder, or a zip. */
import { bytesOf } from './blobBytes';
import { byPath, checkedPath, missingFile } from './path';
import { BundleError, reasonOf } from './problem';
import { zipSource } from './zipSource';

export interface BundleSource {
  name: string;
  /** Of all files; null where they cannot be listed, as below an address. */
  paths(): Promise<string[] | null>;
  /** The whole file; the caller owns the bytes. Throws BundleError where it cannot be read. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The file without loading it, where it is one that can be read in parts. Throws BundleError where it is not there. */
  file?(path: string): Promise<Blob>;
  /** Begins to fetch files that will be read, so that none waits for another; a failure is told where the file is read. */
  ahead?(paths: string[]): void;
}

export interface PathedFile {
  path: string;
  file: Blob & { name?: string };
}

/** Has the shape of the worker protocol's DatasetSource. */
export type SourceLocation = { kind: 'url'; base: string } | { kind: 'files'; files: PathedFile[] };

async function fetchFile(address: string): Promise<Response> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw new BundleError(`Fetching ${address}: ${reasonOf(cause)}`, 'Check the network and that the server allows other pages to read it (CORS).', { cause });
  });
  if (!response.ok) {
    throw new BundleError(`Fetching ${address}: expected the file, got HTTP ${response.status} ${response.statusText}`.trim() + '.', 'Check the address.');
  }
  if (response.headers.get('content-type')?.startsWith('text/html') && !address.endsWith('.html')) {
    throw new BundleError(`Fetching ${address}: expected the file, got a web page.`, 'The file is missing there: many servers answer so instead of with "not found".');
  }
  return response;
}

/** Files below an address. In a worker give an absolute one: relative ones start at the worker's script. */
export function urlSource(base: string): BundleSource {
  const folder = base.endsWith('/') ? base : `${base}/`;
  const begun = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  async function fetchPath(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const address = folder + checkedPath(path, base).split('/').map(encodeURIComponent).join('/');
    const response = await fetchFile(address);
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      throw new BundleError(`Fetching ${address}: it broke off: ${reasonOf(cause)}`, 'Try again.', { cause });
    }
  }
  return {
    name: base,
    paths: async () => null,
    read(path) {
      const bytes = begun.get(path) ?? fetchPath(path);
      // The bytes are the caller's from here on: who reads once more fetches once more.
      begun.delete(path);
      return bytes;
    },
    ahead(paths) {
      for (const path of paths) {
        const bytes = fetchPath(path);
        bytes.catch(() => undefined);
        begun.set(path, bytes);
      }
    },
  };
}

/** Files of a folder; one leading folder that all of them share is left out. */
export function filesSource(files: PathedFile[], name = 'the folder'): BundleSource {
  const found = byPath(files, name);
  const file = async (path: string): Promise<Blob> => {
    const entry = found.get(path);
    if (!entry) throw missingFile(path, name, found.keys());
    return entry.file;
  };
  return { name, paths: async () => [...found.keys()], file, read: async (path) => bytesOf(await file(path), path) };
}

/** Opens an address, one zip file, or the files of a folder. */
export async function openSource(source: SourceLocation): Promise<BundleSource> {
  if (source.kind === 'url') return urlSource(source.base);
  const [first] = source.files;
  if (source.files.length === 1 && first && /\.zip$/i.test(first.path)) return zipSource(first.file, first.path);
  return filesSource(source.files);
}
