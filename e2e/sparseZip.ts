import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

export interface SparseEntry {
  name: string;
  /** Its first bytes; all others are 0. */
  start: Uint8Array;
  size: number;
}

const [LOCAL, CENTRAL, END64, LOCATOR64, END] = [0x04034b50, 0x02014b50, 0x06064b50, 0x07064b50, 0x06054b50];
const EXTRA_BYTES = 28;

/** Sizes and, in the directory, the place of an entry, as zip64 has them. */
function extra(size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(EXTRA_BYTES);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(EXTRA_BYTES - 4, 2);
  [size, size, offset].forEach((value, i) => bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  return bytes;
}

function localHeader(name: Buffer, size: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(LOCAL, 0);
  bytes.writeUInt16LE(45, 4);
  bytes.fill(0xff, 18, 26);
  bytes.writeUInt16LE(name.length, 26);
  bytes.writeUInt16LE(EXTRA_BYTES, 28);
  return Buffer.concat([bytes, name, extra(size, 0)]);
}

function centralHeader(name: Buffer, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(CENTRAL, 0);
  bytes.writeUInt16LE(45, 4);
  bytes.writeUInt16LE(45, 6);
  bytes.fill(0xff, 20, 28);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt16LE(EXTRA_BYTES, 30);
  bytes.fill(0xff, 42, 46);
  return Buffer.concat([bytes, name, extra(size, offset)]);
}

function endOf(entries: number, bytes: number, start: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(END64, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  [entries, entries, bytes, start].forEach((value, i) => end.writeBigUInt64LE(BigInt(value), 24 + 8 * i));
  end.writeUInt32LE(LOCATOR64, 56);
  end.writeBigUInt64LE(BigInt(start + bytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(END, 76);
  end.fill(0xff, 84, 96);
  return end;
}

/** Writes a zip64 of stored entries as a file with holes, which takes hardly any room on most disks; its checksums are left at 0. */
export function writeSparseZip(path: string, entries: SparseEntry[]): void {
  const file = openSync(path, 'w');
  const put = (bytes: Uint8Array, at: number): number => at + writeSync(file, bytes, 0, bytes.length, at);
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, start, size } of entries) {
    const label = Buffer.from(name);
    directory.push(centralHeader(label, size, at));
    at = put(localHeader(label, size), at);
    put(start, at);
    at += size;
  }
  const central = Buffer.concat(directory);
  ftruncateSync(file, at);
  put(endOf(entries.length, central.length, at), put(central, at));
  closeSync(file);
}
