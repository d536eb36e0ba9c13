import { useDataset } from '../../state/dataset';

/** The picture of an item from its sheet, or its caption's first letters where there is none. Decorative: its text stands beside it. */
export function Thumbnail({ row, size }: { row: number; size: number }) {
  const sheet = useDataset((state) => state.sheets[0]);
  const layout = useDataset((state) => state.summary?.thumbnails?.layout);
  const count = useDataset((state) => state.summary?.count ?? 0);
  const caption = useDataset((state) => state.summary?.items[row]?.caption ?? '');
  if (!sheet || !layout) {
    return (
      <span className="thumbnail blank" style={{ width: size, height: size }} aria-hidden="true">
        {caption.slice(0, 2)}
      </span>
    );
  }
  const { columns } = layout;
  const style = {
    width: size,
    height: size,
    backgroundImage: `url(${sheet})`,
    backgroundSize: `${columns * size}px ${Math.ceil(count / columns) * size}px`,
    backgroundPosition: `${-(row % columns) * size}px ${-Math.floor(row / columns) * size}px`,
  };
  return <span className="thumbnail" style={style} aria-hidden="true" />;
}
