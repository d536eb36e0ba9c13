import { expect, test } from 'vitest';
import { encodeNpy } from '../npy';
import { refusal } from '../fixtures/memory';
import { columnFixture, memoryFile } from './fixtures/columnFiles';
import { openColumns } from './openFile';

type Bytes = Uint8Array<ArrayBuffer>;

const text = (content: string): Bytes => new TextEncoder().encode(content);

async function formatOf(path: string, bytes: Bytes): Promise<string | null> {
  const opened = await openColumns(memoryFile(path, bytes));
  opened?.close();
  return opened?.format ?? null;
}

test('the first bytes tell the reader, whatever the name says', async () => {
  expect(await formatOf('a.bin', columnFixture('plain.mat'))).toBe('MATLAB file');
  expect(await formatOf('a.dat', columnFixture('new.mat'))).toBe('MATLAB 7.3 file');
  expect(await formatOf('a', columnFixture('kinds.h5'))).toBe('HDF5 file');
  expect(await formatOf('a.txt.backup', columnFixture('pandas.parquet'))).toBe('Parquet');
  expect(await formatOf('a.csv', encodeNpy(Float32Array.of(1, 2), [2]))).toContain('numpy');
  const header = text('{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
  const tensors = new Uint8Array([header.length, 0, 0, 0, 0, 0, 0, 0, ...header, 0, 0, 0, 0]);
  expect(await formatOf('model.bin', tensors)).toContain('safetensors');
});

test('an HDF5 file behind a block of 1024 bytes is found', async () => {
  expect(await formatOf('a', columnFixture('trees.h5'))).toBe('HDF5 file');
});

test('without such bytes the name tells it', async () => {
  expect(await formatOf('a.csv', text('x,y\n1,2\n'))).toBe('CSV');
  expect(await formatOf('a.TSV', text('x\ty\n1\t2\n'))).toBe('TSV');
  expect(await formatOf('b/c.jsonl', text('{"x":1}\n'))).not.toBeNull();
  expect(await formatOf('c.json', text(' [\n {"x":1}]'))).not.toBeNull();
  expect(await formatOf('captions.txt', text('a\nb\n'))).not.toBeNull();
});

test('pictures, documents, licences and JSON that lists no objects are no data', async () => {
  const zip = text('PK\x03\x04');
  for (const [path, bytes] of [
    ['a.png', text('\x89PNG')], ['a.jpg', text('jpg')], ['notes.md', text('# x')], ['a.pdf', text('%PDF')], ['a', text('')], ['weights.pt', zip], ['table.xlsx', zip],
    ['README.txt', text('read me')], ['LICENSE', text('MIT')], ['words.json', text('["a","b"]')], ['n.json', text('3')], ['__proto__', text('x')],
  ] as const) expect(await formatOf(path, bytes), path).toBeNull();
});

test('a file whose name promises data that are not there is refused', async () => {
  for (const end of ['npy', 'npz', 'mat', 'h5', 'hdf5', 'parquet', 'safetensors']) {
    const problem = await refusal(openColumns(memoryFile(`x.${end}`, text('hello'))));
    expect(problem.message, end).toContain(`x.${end}`);
  }
});
