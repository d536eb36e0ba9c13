/** Run as a process of its own: CNN features of one vendor's drawings. Arguments: vendor, file to write. */
import { writeFileSync } from 'node:fs';
import { createPictureEncoder } from '../../engine/pictureEncoder';
import type { Vendor } from './drawings';
import { selectEmoji } from './emoji';
import { cutEncoder, encoderDeclaration } from './encoder';
import { encoderInput, INPUT_SIZE } from './pictures';
import { startWasm } from './wasm';

const vendor = process.argv[2] as Vendor;
const path = process.argv[3] ?? '';

await startWasm();
const encoder = await createPictureEncoder(encoderDeclaration, cutEncoder());
const rows: Float32Array[] = [];
for (const { code } of selectEmoji()) {
  rows.push(await encoder.encode({ data: await encoderInput(vendor, code), width: INPUT_SIZE, height: INPUT_SIZE }));
  process.send?.(rows.length);
}
encoder.dispose();
writeFileSync(path, Buffer.concat(rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength))));
process.exit(0);
