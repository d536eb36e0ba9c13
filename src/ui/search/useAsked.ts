import type { DatasetSummary } from '../../worker/protocol';
import { useModels } from '../../state/models';
import { FIRST_HITS, pictureParts, useSearch } from '../../state/search';
import { buildRequest, type Asked } from '../../state/searchRequest';
import { useSelection } from '../../state/selection';
import { useView } from '../../state/view';

/** The present request with defaults filled in; null while there is nothing to ask or nobody to answer. */
export function useAsked(summary: DatasetSummary | null): Asked | null {
  const view = useView();
  const models = useModels((state) => state.models);
  const pictures = useSearch((state) => state.pictures);
  const selected = useSelection((state) => state.rows);
  return summary && buildRequest(view, models, pictureParts(pictures), summary.count, FIRST_HITS, selected);
}
