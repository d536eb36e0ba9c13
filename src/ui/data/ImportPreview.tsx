import { useEffect, useMemo } from 'react';
import { useImport } from '../../state/importing';
import type { Checked } from '../../worker/import/protocol';
import { significant } from '../parts/format';

/** The dropped picture of this path or file name; null where it lies in a zip or there is none. */
function useDroppedPicture(name: string | null): string | null {
  const files = useImport((state) => state.files);
  const found = name === null ? undefined : files.find(({ path }) => path === name || path.endsWith(`/${name}`));
  const address = useMemo(() => (found ? URL.createObjectURL(found.file) : null), [found]);
  useEffect(() => () => {
    if (address) URL.revokeObjectURL(address);
  }, [address]);
  return address;
}

function Picture({ name }: { name: string | null }) {
  const address = useDroppedPicture(name);
  if (name === null) return null;
  return address ? <img src={address} alt="" width={40} height={40} /> : <small>{name}</small>;
}

const numbers = (values: number[]): string => (values.length > 0 ? `${values.map(significant).join(' ')} …` : 'made');

/** Some rows as they would be taken in. */
export function ImportPreview({ checked }: { checked: Checked | null }) {
  if (!checked) return <p className="muted" role="status">Checking…</p>;
  const { rows } = checked;
  if (rows.length === 0) return null;
  const pictures = rows.some(({ picture }) => picture !== null);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Preview of some rows">
      <table className="preview">
        <thead>
          <tr>
            <th scope="col">Row</th>
            {pictures && <th scope="col">Picture</th>}
            <th scope="col">Caption</th>
            <th scope="col">Class</th>
            <th scope="col">Split</th>
            <th scope="col" className="image-column">Image features</th>
            <th scope="col" className="text-column">Text features</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, id, caption, classText, split, image, text, picture }, at) => (
            <tr key={at}>
              <td title={id}>{row}</td>
              {pictures && <td><Picture name={picture} /></td>}
              <td className="caption-cell">{caption || <span className="muted">none</span>}</td>
              <td>{classText || <span className="muted">none</span>}</td>
              <td>{split ?? <span className="muted">drawn</span>}</td>
              <td className="numbers">{numbers(image)}</td>
              <td className="numbers">{numbers(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
