import { useDataset } from '../../state/dataset';
import { spriteCell } from './spriteCell';

/** The picture of an item from its sheet, or its caption's first letters where there is none. Decorative: its text stands beside it. */
export function Thumbnail({ row, size }: { row: number; size: number }) {
  const sheets = useDataset((state) => state.sheets);
  const layout = useDataset((state) => state.summary?.thumbnails?.layout);
  const images = useDataset((state) => state.summary?.images?.count ?? state.summary?.count ?? 0);
  const image = useDataset((state) => state.summary?.images?.rows[row] ?? row);
  const caption = useDataset((state) => state.summary?.items[row]?.caption ?? '');
  const cell = layout && spriteCell(layout, image, images);
  const sheet = cell && sheets[cell.sheet];
  if (!sheet) {
    return (
      <span className="thumbnail blank" style={{ width: size, height: size }} aria-hidden="true">
        {caption.slice(0, 2)}
      </span>
    );
  }
  const style = {
    width: size,
    height: size,
    backgroundImage: `url(${sheet})`,
    backgroundSize: `${layout.columns * size}px ${cell.rows * size}px`,
    backgroundPosition: `${-cell.column * size}px ${-cell.row * size}px`,
  };
  return <span className="thumbnail" style={style} aria-hidden="true" />;
}
