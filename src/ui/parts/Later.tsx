import { useEffect, useState, type ComponentType } from 'react';

export type Load = () => Promise<{ default: ComponentType }>;

/**
 * A component that comes in a file of its own, shown as soon as it is there: React's Suspense holds back what follows its
 * fallback for 300 ms. Where the file cannot be loaded it throws, and asks for it again when it is mounted anew.
 */
export function Later({ load }: { load: Load }) {
  const [Content, setContent] = useState<ComponentType | null>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      (loaded) => wanted && setContent(() => loaded.default),
      (error: unknown) => setContent(() => {
        throw error;
      }),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return Content ? <Content /> : <p className="muted">Loading…</p>;
}
