/** What was understood and found when files were taken in, for a terminal. */
import type { Dataset } from '../bundle/dataset';
import type { CheckReport, FeatureCheck, Finding } from '../bundle/convert/report';
import type { Guess } from '../bundle/layouts/mapping';
import { isMultiLabel } from '../retrieval/labels';

const marks: Record<Finding['kind'], string> = { understood: ' ', warning: '!', repaired: '~' };

export function guessLines({ mapping, reasons, doubts }: Guess): string[] {
  return [`${mapping.name}, read as ${mapping.layout}`, ...reasons.map((reason) => `  ${reason}`), ...doubts.map((doubt) => `! ${doubt}`)];
}

const sideLine = (side: string, { rows, dims, dtype }: FeatureCheck): string => `  ${side} ${rows} × ${dims}, ${dtype.from} kept as ${dtype.to === 'f2' ? 'float16' : 'float32'}`;

export function reportLines({ pairs, images, image, text, classes, splits, findings, memoryBytes }: CheckReport): string[] {
  return [
    `${pairs} pairs${images < pairs ? ` of ${images} images` : ''}: ${splits.train} train, ${splits.val} val, ${splits.test} test; ${classes ? `${classes.counts.length} classes` : 'no classes'}`,
    sideLine('image features', image),
    sideLine('text features ', text),
    `  ${(memoryBytes / 2 ** 20).toFixed(1)} MiB in training`,
    ...findings.map(({ kind, text: sentence }) => `${marks[kind]} ${sentence}`),
  ];
}

export function datasetLines({ name, count, image, text, labels, items, images, bytes }: Dataset): string[] {
  const splits = (['train', 'val', 'test'] as const).map((split) => `${items.filter((item) => item.split === split).length} ${split}`).join(', ');
  const kind = labels.names.length === 0 ? 'no classes' : `${labels.names.length} classes${isMultiLabel(labels.values) ? ', any number a pair' : ''}`;
  const shared = images ? ` of ${new Set(images).size} images` : '';
  return [
    `${name}: ${count} pairs${shared}: ${splits}; ${kind}`,
    ...[['image', image] as const, ['text', text] as const].map(([side, { rows, dims, encoder }]) => `  ${side} features ${rows} × ${dims}${encoder ? `, ${encoder}` : ''}`),
    `  ${bytes} bytes read`,
  ];
}
