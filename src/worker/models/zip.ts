import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { stored } from '../../bundle/packBundle';

/** Files by path, as bytes or as text. */
export type Files = [path: string, content: Uint8Array | string][];

/** A zip that is not compressed and has no dates: the same files give the same bytes. */
export async function zipOf(files: Files): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), stored);
  for (const [path, content] of files) await writer.add(path, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content));
  return writer.close();
}
