/** Where the files of a bundle that is being made go: memory, a folder on disk, or the browser's private files. */
export interface SinkFile {
  /** After what was written before. */
  append(bytes: Uint8Array): Promise<void>;
  /** Over bytes that were written before, e.g. a header whose shape is known at the end. */
  patch(at: number, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface BundleSink {
  /** A new file; each path once, folders made as needed. */
  create(path: string): Promise<SinkFile>;
}
