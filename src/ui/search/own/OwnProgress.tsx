import { useGallery } from '../../../state/gallery';
import { count, duration } from '../../parts/format';

/** How far adding, embedding or exporting is; nothing while nothing goes on. */
export function OwnProgress() {
  const progress = useGallery((state) => state.progress);
  const cancel = useGallery((state) => state.cancel);
  if (!progress) return null;
  const { name, done, total, leftMs } = progress;
  return (
    <div className="loading" role="status" aria-label="Items of your own">
      <progress value={total > 0 ? done : undefined} max={total > 0 ? total : undefined} aria-label={name} />
      <span>
        {name}
        {total > 0 && `: ${count(done)} of ${count(total)}`}
        {leftMs !== null && `, ${duration(leftMs)} left`}
      </span>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
