/** Whether a hit shares a class with the query; nothing where it is not judged. */
export function Relevance({ relevant }: { relevant: boolean | null }) {
  if (relevant === null) return null;
  return (
    <span className={relevant ? 'mark yes' : 'mark no'}>
      <span aria-hidden="true">{relevant ? '✓' : '–'}</span>
      <span className="visually-hidden">{relevant ? 'shares a class' : 'shares no class'}</span>
    </span>
  );
}
