/** Cells under each other; the columns from `numbersFrom` on end at their right. */
export function textTable(rows: readonly (readonly string[])[], numbersFrom: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) => (column < numbersFrom ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!));
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n');
}
