/** The same query after each epoch of a run. */
import { nextTask } from '../nextTask';
import { ask, type Asking } from './ask';
import { judge } from './judge';
import { rankDataset } from './rank';
import type { EpochOfQuery, Hit, SearchRequest } from './types';

type Followed = Pick<Hit, 'modality' | 'row'>;

const placeOf = ({ modality, row }: Followed): string => `${modality}${row}`;

async function lookAt(asking: Asking, request: SearchRequest, follow: readonly Followed[]): Promise<EpochOfQuery> {
  const { info } = asking.model;
  const score = info.scores.includes(request.score) ? request.score : info.scores[0]!;
  const { modalities, rows, relevance } = rankDataset(asking, { ...request, score }, (await ask(asking, request.query)).query);
  const ranks = new Map(Array.from(rows, (row, i) => [placeOf({ modality: modalities[i]!, row }), i + 1]));
  const judged = relevance && judge(relevance);
  return {
    epoch: info.epoch ?? 0,
    averagePrecision: judged && judged.averagePrecision,
    precisionAt10: judged?.precisionAt.find(({ depth }) => depth === 10)?.value ?? null,
    ranks: follow.map((one) => ranks.get(placeOf(one)) ?? null),
  };
}

/**
 * How the query did after each of these epochs, and at which ranks some items were; other tasks come in between.
 * @param asking of an epoch's model
 * @throws QueryError where something new asks: an epoch's nets are not kept
 */
export async function queryHistory(asking: (epoch: number) => Promise<Asking>, epochs: readonly number[], request: SearchRequest, follow: readonly Followed[]): Promise<EpochOfQuery[]> {
  const history: EpochOfQuery[] = [];
  for (const epoch of epochs) {
    history.push(await lookAt(await asking(epoch), request, follow));
    await nextTask();
  }
  return history;
}
