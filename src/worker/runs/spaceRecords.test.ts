import { expect, test } from 'vitest';
import { spaceAt, spaceRecord } from './fixtures/spaces';
import { decodeSpace, encodeSpace, headAt, soundHead, spaceBytes } from './spaceRecords';

test('a space comes back as it was, with posteriors and without, to within halves', () => {
  expect(decodeSpace(spaceRecord(5), 'it')).toStrictEqual(spaceAt(5));
  expect(decodeSpace(encodeSpace(spaceAt(5, 0)), 'it')).toStrictEqual(spaceAt(5, 0));
  const rough = spaceAt(1);
  rough.space.image.latent[0] = 1 / 3;
  // The halves beside 1/3 are 2^-12 apart there.
  expect(Math.abs(decodeSpace(encodeSpace(rough), 'it').space.image.latent[0]! - 1 / 3)).toBeLessThan(2 ** -12);
});

test('a record is a head, four arrays of halves and a checksum', () => {
  // 32 + 2 modalities · 4 rows · (2 variates + 3 classes) · 2 bytes + 4
  expect([spaceRecord(5).length, spaceBytes(4, 2, 3)]).toEqual([116, 116]);
  expect(headAt(spaceRecord(5), 0)).toEqual({ epoch: 5, rows: 4, k: 2, classes: 3, fusedWeight: 1 / 3, bytes: 116 });
});

test('a changed byte anywhere, a missing one, and other bytes are none', () => {
  for (let i = 0; i < 116; i++) {
    const record = spaceRecord(5);
    record[i]! ^= 1;
    expect(soundHead(record, 0), `byte ${i}`).toBeNull();
  }
  expect(soundHead(spaceRecord(5).subarray(0, 115), 0)).toBeNull();
  expect(headAt(new Uint8Array(40), 0)).toBeNull();
  expect(() => decodeSpace(spaceRecord(5).subarray(0, 100), 'Epoch 5 of Run a')).toThrow('Epoch 5 of Run a: expected a record whose checksum fits, got 100 other bytes.');
});
