/** The files of one bundle, each checked against the size and checksum that its manifest gives. */
import { decodeNpy, type NpyArray } from './npy';
import type { FileEntry, Manifest } from './manifest';
import { MANIFEST_PATH, parseManifest } from './parseManifest';
import { BundleError } from './problem';
import type { BundleSource } from './source';

const DAMAGED = 'The file is damaged or was changed after the manifest was written: download it again, or write the bundle again.';

/** Lower-case hex, or undefined on pages without crypto.subtle (plain http on another host than localhost). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function checkEntry(bytes: Uint8Array<ArrayBuffer>, path: string, entry: FileEntry): Promise<void> {
  if (bytes.length !== entry.bytes) throw new BundleError(`Checking ${path}: expected ${entry.bytes} bytes, got ${bytes.length}.`, DAMAGED);
  if (entry.sha256 === '') return;
  const found = await sha256(bytes);
  if (found !== undefined && found !== entry.sha256) throw new BundleError(`Checking ${path}: expected sha256 ${entry.sha256}, got ${found}.`, DAMAGED);
}

export interface BundleFiles {
  manifest: Manifest;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  readArray(path: string): Promise<NpyArray>;
  /** Bytes of all files read so far, the manifest's included. */
  bytesRead(): number;
}

/** Reads and checks the manifest; `onRead` hears of every other file after its checks. */
export async function openBundleFiles(source: BundleSource, onRead?: (path: string, bytes: number) => void): Promise<BundleFiles> {
  const manifestBytes = await source.read(MANIFEST_PATH);
  const manifest = parseManifest(manifestBytes);
  let bytesRead = manifestBytes.length;
  async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await source.read(path);
    const entry = manifest.files && Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
    if (entry) await checkEntry(bytes, path, entry);
    bytesRead += bytes.length;
    onRead?.(path, bytes.length);
    return bytes;
  }
  return { manifest, read, readArray: async (path) => decodeNpy(await read(path), path), bytesRead: () => bytesRead };
}
