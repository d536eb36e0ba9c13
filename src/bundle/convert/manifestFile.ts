/** The small files of a bundle, the sizes of all, and the manifest that is written last: where it is, the bundle is whole. */
import { BUNDLE_FORMAT, BUNDLE_VERSION, type FileEntry, type Manifest } from '../manifest';
import { MANIFEST_PATH } from '../parseManifest';
import type { BundleSink } from './sink';

export class WrittenFiles {
  readonly #entries = new Map<string, FileEntry>();

  constructor(readonly sink: BundleSink) {}

  /** A file that was written by others. */
  note(path: string, bytes: number): void {
    this.#entries.set(path, { bytes, sha256: '' });
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const file = await this.sink.create(path);
    await file.append(bytes);
    await file.close();
    this.note(path, bytes.length);
  }

  async writeManifest(facts: Omit<Manifest, 'format' | 'version' | 'files'>): Promise<Manifest> {
    const manifest: Manifest = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, ...facts, files: Object.fromEntries(this.#entries) };
    await this.write(MANIFEST_PATH, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`));
    return manifest;
  }
}
