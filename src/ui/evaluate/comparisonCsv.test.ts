import { expect, test } from 'vitest';
import { small } from '../../comparison/fixtures/small';
import { comparisonCsv } from './comparisonCsv';

const lines = comparisonCsv(small).split('\r\n');

test('one line for each method, score and direction, with every measure', () => {
  expect(lines[0]).toBe(
    'method,label,group,score,direction,seeds,map_mean,map_std,map50_mean,map50_std,map50_capped_mean,map50_capped_std,recall1_mean,recall1_std,recall5_mean,recall5_std,recall10_mean,recall10_std,median_rank_mean,median_rank_std,ndcg10_mean,ndcg10_std,p,p_holm,against,chosen,seconds',
  );
  // 7 rows of the table, 3 directions each, the header and the end of the last line
  expect(lines).toHaveLength(7 * 3 + 2);
  const cells = lines.map((line) => line.split(','));
  expect(cells[1]!.slice(0, 6)).toEqual(['alscor', 'ALSCOR', 'alscor', 'semantic', 'mean', '2']);
  expect(Number(cells[2]![6])).toBeCloseTo(0.7, 12);
  expect(Number(cells[2]![7])).toBeCloseTo(0.04 / Math.SQRT2, 12);
});

test('p stands beside the mean of both directions, and commas are quoted', () => {
  const cca = lines.filter((line) => line.startsWith('cca,'));
  expect(cca[0]).toMatch(/,0\.0002,0\.0004,canonical,ridge 1,0\.5$/);
  expect(cca[1]).toMatch(/,,,,ridge 1,0\.5$/);
  expect(lines.find((line) => line.startsWith('alscor,'))).toContain(',"epoch 3, 5",3');
  expect(lines.find((line) => line.startsWith('sm,'))).toContain('sm,SM & co,compared');
});
