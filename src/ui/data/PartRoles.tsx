import type { Mapping, Part, Role } from '../../bundle/layouts/mapping';
import type { Split } from '../../bundle/manifest';
import type { ColumnInfo, Inspection } from '../../worker/import/protocol';
import { count } from '../parts/format';

const roles: { role: Role; name: string; kinds: ColumnInfo['kind'][]; help: string }[] = [
  { role: 'image', name: 'Image features', kinds: ['numbers'], help: 'one row an image' },
  { role: 'text', name: 'Text features', kinds: ['numbers'], help: 'made of the captions where there are none' },
  { role: 'labels', name: 'Classes', kinds: ['numbers', 'texts'], help: 'numbers, names, or a column a class' },
  { role: 'caption', name: 'Captions', kinds: ['texts'], help: 'shown, and searched by words' },
  { role: 'id', name: 'Ids', kinds: ['texts', 'numbers'], help: 'one of its own for each pair' },
  { role: 'split', name: 'Split', kinds: ['texts', 'numbers'], help: 'train, val or test' },
  { role: 'imageId', name: 'Image ids', kinds: ['texts', 'numbers'], help: 'rows of one image have the same' },
  { role: 'imageName', name: 'Picture files', kinds: ['texts'], help: 'names of the pictures' },
  { role: 'url', name: 'Addresses', kinds: ['texts'], help: 'http or https' },
];

const splits: { value: Split; name: string }[] = [
  { value: 'train', name: 'training' },
  { value: 'val', name: 'validation' },
  { value: 'test', name: 'test' },
];

/** More parts, as of shards, are told in words only. */
const MOST_PARTS = 6;

const key = ({ path, name }: { path: string; name: string }): string => JSON.stringify([path, name]);
const label = ({ path, name, rows, dims, dtype }: ColumnInfo): string => `${name === '' ? path : `${path} · ${name}`} (${count(rows)}${dims > 1 ? ` × ${count(dims)}` : ''} ${dtype})`;

interface PartProps {
  part: Part;
  title: string;
  columns: ColumnInfo[];
  change(part: Part): void;
}

function PartFields({ part, title, columns, change }: PartProps) {
  const choose = (role: Role, chosen: string) => {
    const { [role]: _, ...others } = part.roles;
    const column = columns.find((one) => key(one) === chosen);
    change({ ...part, roles: column ? { ...others, [role]: { path: column.path, name: column.name } } : others });
  };
  return (
    <fieldset className="part">
      <legend>{title}</legend>
      {roles.map(({ role, name, kinds, help }) => {
        const ref = part.roles[role];
        const known = ref && columns.some((column) => key(column) === key(ref));
        return (
          <label key={role}>
            <span>
              {name} <small>{help}</small>
            </span>
            <select value={ref ? key(ref) : ''} onChange={({ target }) => choose(role, target.value)}>
              <option value="">none</option>
              {ref && !known && <option value={key(ref)}>{`${ref.path} · ${ref.name}`}</option>}
              {columns.filter(({ kind }) => kinds.includes(kind)).map((column) => (
                <option key={key(column)} value={key(column)}>
                  {label(column)}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      <label>
        <span>Rows are for</span>
        <select value={part.split ?? ''} onChange={({ target }) => change({ ...part, split: splits.find(({ value }) => value === target.value)?.value ?? null })}>
          <option value="">by column, or drawn</option>
          {splits.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

interface PartRolesProps {
  inspection: Inspection;
  mapping: Mapping;
  change(mapping: Mapping): void;
}

/** Which column is what, part by part. */
export function PartRoles({ inspection, mapping, change }: PartRolesProps) {
  const columns = inspection.files.flatMap((file) => file.columns);
  const { parts } = mapping;
  if (parts.length > MOST_PARTS) return <p className="muted">{count(parts.length)} parts, one after the other, as found.</p>;
  const set = (at: number, part: Part) => change({ ...mapping, parts: parts.with(at, part) });
  return (
    <>
      <div className="parts">
        {parts.map((part, at) => (
          <div key={at}>
            <PartFields part={part} title={parts.length === 1 ? 'All rows' : `Part ${at + 1}`} columns={columns} change={(next) => set(at, next)} />
            {parts.length > 1 && (
              <button type="button" className="quiet" onClick={() => change({ ...mapping, parts: parts.toSpliced(at, 1) })}>
                Leave this part out
              </button>
            )}
          </div>
        ))}
      </div>
      {parts.length < MOST_PARTS && (
        <button type="button" className="quiet" onClick={() => change({ ...mapping, parts: [...parts, { split: null, roles: {} }] })}>
          Add a part, e.g. the test rows
        </button>
      )}
    </>
  );
}
