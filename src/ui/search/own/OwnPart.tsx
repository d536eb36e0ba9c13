import { useEffect, useState } from 'react';
import { ownItem } from '../../../state/gallery';
import type { QueryPart } from '../../../worker/protocol';
import type { OwnItem } from '../../../worker/search/types';
import { OwnThumbnail } from './OwnThumbnail';

type Part = Extract<QueryPart, { kind: 'own' }>;

function useOwnItem({ modality, row }: Part): OwnItem | null {
  const [item, setItem] = useState<OwnItem | null>(null);
  useEffect(() => {
    let wanted = true;
    void ownItem(modality, row).then((found) => wanted && setItem(found));
    return () => {
      wanted = false;
    };
  }, [modality, row]);
  return item;
}

export function OwnPartName({ part }: { part: Part }) {
  const item = useOwnItem(part);
  return <>{item?.caption || item?.id || '…'}</>;
}

export function OwnPartPicture({ part, size }: { part: Part; size: number }) {
  const item = useOwnItem(part);
  return item?.picture ? <OwnThumbnail item={item} size={size} /> : null;
}
