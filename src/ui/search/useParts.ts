import { useMemo } from 'react';
import { pictureParts, useSearch } from '../../state/search';
import { useView } from '../../state/view';
import type { QueryPart } from '../../worker/protocol';

/** Everything that is asked with: what the address carries, then pictures. */
export function useParts(): QueryPart[] {
  const query = useView((state) => state.query);
  const pictures = useSearch((state) => state.pictures);
  return useMemo(() => [...query, ...pictureParts(pictures)], [query, pictures]);
}
