/** Tells datasets apart by what a run learns from. */
import type { Dataset } from '../bundle/dataset';

async function digest(bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const view = ({ data }: { data: Float32Array }): BufferSource => new Uint8Array(data.buffer, data.byteOffset, data.byteLength) as Uint8Array<ArrayBuffer>;

/** SHA-256 of features, classes, splits and shared images, hexadecimal. */
export async function fingerprint({ image, text, labels, items, images }: Dataset): Promise<string> {
  const rest = JSON.stringify({ image: [image.rows, image.dims], text: [text.rows, text.dims], names: labels.names, labels: labels.values, splits: items.map(({ split }) => split), images: images ?? null });
  const parts = [await digest(view(image)), await digest(view(text)), await digest(new TextEncoder().encode(rest))];
  const joined = await digest(await new Blob(parts).arrayBuffer());
  return Array.from(joined, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
