/** Which reader a file is for: its first bytes tell, else its name. */
import type { ByteFile } from './byteFile';
import type { OpenedFile, OpenFile } from './column';
import { openHdf5 } from './hdf5Columns';
import { isHdf5 } from './hdf5Signature';
import { openMatColumns } from './matColumns';
import { openNpy } from './npyColumns';
import { openNpz } from './npzColumns';
import { openParquet } from './parquetColumns';
import { openSafetensors } from './safetensorsColumns';
import { openCsv, openJsonLines } from './tableColumns';
import { openLines } from './textLines';

const readers = new Map<string, OpenFile>([
  ['npy', openNpy], ['npz', openNpz], ['mat', openMatColumns], ['h5', openHdf5], ['hdf5', openHdf5], ['h5py', openHdf5], ['hdf', openHdf5],
  ['parquet', openParquet], ['safetensors', openSafetensors], ['csv', openCsv], ['tsv', openCsv], ['jsonl', openJsonLines], ['ndjson', openJsonLines],
  ['json', openJsonLines], ['txt', openLines], ['list', openLines], ['lst', openLines],
]);

/** What comes with datasets as text but holds no items. */
const ABOUT = /(^|\/)(readme|licen[cs]e|notice|copying|citation|changelog|requirements)[^/]*$/i;

const nameEnd = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** First bytes, as Latin letters. Zips are told by name: numpy's archives are some, as spreadsheets and PyTorch's files are, which hold no data here. */
const magics: [start: string, open: OpenFile][] = [['\x93NUMPY', openNpy], ['PAR1', openParquet], ['MATLAB 5.0 MAT-file', openMatColumns]];

const FIRST_BYTES = 512;
/** Text that begins as no table of objects does is no table, whatever its name: a list of words, a number. */
const BEGINS_AS_OBJECTS = /^\ufeff?\s*(\{|\[\s*(\{|\]|$))/;

/** The length of the header, then the header, an object. */
function isSafetensors(bytes: Uint8Array, size: number): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const header = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return header >= 2n && header <= BigInt(size - 8);
}

async function readerOf(file: ByteFile): Promise<OpenFile | null> {
  const bytes = await file.read(0, Math.min(FIRST_BYTES, file.size));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const known = magics.find(([start]) => letters.startsWith(start));
  if (known) return known[1];
  const end = nameEnd(file.path);
  if (readers.get(end) !== openLines && (await isHdf5(file))) return openHdf5;
  if (isSafetensors(bytes, file.size)) return openSafetensors;
  if (ABOUT.test(file.path) || (end === 'json' && !BEGINS_AS_OBJECTS.test(new TextDecoder().decode(bytes)))) return null;
  return readers.get(end) ?? null;
}

/** The file's columns, or null where it holds no data: a picture, a document, a licence. Throws BundleError for data that cannot be read. */
export async function openColumns(file: ByteFile): Promise<OpenedFile | null> {
  const open = await readerOf(file);
  return open && open(file);
}
