/** Encoders that files name beside their numbers. */
import type { ByteFile } from '../../bundle/columns/byteFile';
import { headerEnd, LENGTH_BYTES, parseSafetensorsHeader } from '../../bundle/columns/safetensorsHeader';
import type { Dataset } from '../../bundle/dataset';
import { BundleError } from '../../bundle/problem';

/** "encoder" in the metadata of a safetensors file; null where it names none. */
async function namedEncoder(file: ByteFile): Promise<string | null> {
  const end = headerEnd(await file.read(0, Math.min(LENGTH_BYTES, file.size)), file.size, file.path);
  const { metadata } = parseSafetensorsHeader(await file.read(LENGTH_BYTES, end), file.size - end, file.path);
  if (typeof metadata !== 'object' || metadata === null || !('encoder' in metadata)) return null;
  return typeof metadata.encoder === 'string' ? metadata.encoder : null;
}

/** Throws BundleError where a .safetensors file names an encoder that is neither of the dataset's. */
export async function checkNamedEncoders(files: readonly ByteFile[], { image, text }: Dataset): Promise<void> {
  const known = [image.encoder, text.encoder].filter((encoder) => encoder !== undefined);
  if (known.length < 2) return;
  for (const file of files) {
    if (!/\.safetensors$/i.test(file.path)) continue;
    const named = await namedEncoder(file);
    if (named === null || known.includes(named)) continue;
    throw new BundleError(`${file.path}: expected features of ${known.map((encoder) => `"${encoder}"`).join(' or ')}, got those of "${named}".`, 'Make the features with the dataset’s own encoder.');
  }
}
