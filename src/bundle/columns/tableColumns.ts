/** Tables as text: CSV, TSV, JSON Lines, and lists of JSON objects. */
import { asObject, parseJson } from '../json';
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import { CellBudget } from './cellBudget';
import type { Column, OpenedFile } from './column';
import { readCsv } from './csvTable';
import { JsonField } from './jsonField';
import { jsonObjects } from './jsonObjects';

function noRows(path: string, expected: string): BundleError {
  return new BundleError(`${path}: expected ${expected}, got none.`, 'The file is empty or not complete: copy or write it again.');
}

function headerNote(header: string[] | null): string {
  if (!header) return 'The first line is an item: it does not name the columns.';
  const shown = header.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 40)));
  return `The first line names the columns: ${shown.join(', ')}${header.length > 5 ? `, … (${header.length})` : ''}.`;
}

/**
 * A column of numbers (float64; an empty cell is NaN) where every cell that is not empty is a number, else of texts.
 * Numeric columns that a common start and consecutive numbers name, and all those of a table without header, are one
 * float32 matrix. The table is held in memory. Throws BundleError above 1 GiB, for records of several lengths, open
 * quotes, other bytes than UTF-8, and a table without records.
 */
export async function openCsv(file: ByteFile): Promise<OpenedFile> {
  const { columns, header } = await readCsv(file);
  if (!columns.some(({ rows }) => rows > 0)) throw noRows(file.path, 'a table with records');
  return { path: file.path, format: /\.tsv$/i.test(file.path) ? 'TSV' : 'CSV', columns, notes: [headerNote(header)], close: () => undefined };
}

async function readFields(file: ByteFile): Promise<{ fields: Map<string, JsonField>; rows: number }> {
  const fields = new Map<string, JsonField>();
  const budget = new CellBudget(file.path, file.size);
  let rows = 0;
  for await (const texts of jsonObjects(file)) {
    for (const text of texts) {
      const where = `${file.path}, object ${rows + 1}`;
      for (const [name, value] of Object.entries(asObject(parseJson(text, where), where))) {
        const field = fields.get(name) ?? new JsonField(name, budget);
        fields.set(name, field);
        field.add(rows, value);
      }
      rows++;
    }
  }
  return { fields, rows };
}

/**
 * A column a field, in the order in which the fields come up: numbers (float64; missing is NaN, truth values 1 and 0),
 * texts, or a float32 matrix of lists of numbers of one length. Other fields are left out with a note. The table is held
 * in memory. Throws BundleError above 1 GiB, and for what is no list of objects.
 */
export async function openJsonLines(file: ByteFile): Promise<OpenedFile> {
  const { fields, rows } = await readFields(file);
  const columns: Column[] = [];
  const notes: string[] = [];
  for (const field of fields.values()) {
    const column = field.column(file.path, rows);
    if (column) columns.push(column);
    if (field.note !== null) notes.push(field.note);
  }
  if (columns.length === 0) throw noRows(file.path, 'objects with numbers or texts');
  return { path: file.path, format: 'JSON', columns, notes, close: () => undefined };
}
