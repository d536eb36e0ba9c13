import { useEffect, useState } from 'react';
import type { OwnItem } from '../../../worker/search/types';

/** The small picture of an own item, or the first letters of its caption. Decorative: its text stands beside it. */
export function OwnThumbnail({ item: { id, caption, picture }, size }: { item: OwnItem; size: number }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setUrl(null);
    const made = URL.createObjectURL(picture);
    setUrl(made);
    // A picture that is still being fetched needs its address a little longer.
    return () => void setTimeout(() => URL.revokeObjectURL(made), 5_000);
  }, [picture]);
  if (!url) {
    return (
      <span className="thumbnail blank" style={{ width: size, height: size }} aria-hidden="true">
        {(caption || id).slice(0, 2)}
      </span>
    );
  }
  return <img className="thumbnail" src={url} alt="" width={size} height={size} />;
}
