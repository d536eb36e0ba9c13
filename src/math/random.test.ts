import { describe, expect, it } from 'vitest';
import { dropoutMask, streamKey } from './random';

describe('a dropout mask', () => {
  const length = 100_001;
  const mask = dropoutMask(length, 0.3, streamKey(1, 2));

  it('drops its share and keeps the mean at 1', () => {
    // Four standard deviations of a share of 0.3 over 100,001 draws: 4·√(0.21 / 100001) = 0.0058
    expect(Math.abs(mask.filter((value) => value === 0).length / length - 0.3)).toBeLessThan(0.0058);
    expect(Math.abs(mask.reduce((sum, value) => sum + value, 0) / length - 1)).toBeLessThan(0.0058 / 0.7);
    expect(new Set(mask).size).toBe(2);
  });

  it('is the start of a longer one, odd lengths included', () => {
    expect(dropoutMask(777, 0.3, streamKey(1, 2))).toEqual(mask.slice(0, 777));
  });

  it('drops neighbours independently of each other', () => {
    const both = mask.filter((value, i) => i % 2 === 0 && i + 1 < length && value === 0 && mask[i + 1] === 0).length;
    // 0.3² of 50,000 pairs, four standard deviations: 4·√(0.09·0.91 / 50000) = 0.0051
    expect(Math.abs(both / 50_000 - 0.09)).toBeLessThan(0.0051);
  });
});
