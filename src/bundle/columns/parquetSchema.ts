/** The fields of a Parquet file: leaves of its tree of groups, named by their path without what only marks a list. */
import type { SchemaElement, SchemaTree } from 'hyparquet';

export interface ParquetField {
  /** "image.path"; of a list the list's own name. */
  name: string;
  /** As column chunks name it. */
  pathInSchema: string[];
  element: SchemaElement;
  /** Level of an entry that is a value: below it, it or a group around it is missing. */
  maxDefinition: number;
  /** 0: one value a row; else the depth of lists. */
  maxRepetition: number;
  /** Level from which on an entry is an item of the innermost list. */
  itemDefinition: number;
}

interface Levels {
  maxDefinition: number;
  maxRepetition: number;
  itemDefinition: number;
}

const isList = ({ element, children }: SchemaTree): boolean => (element.converted_type === 'LIST' || element.logical_type?.type === 'LIST') && children.length === 1;

function levelsOf({ element: { repetition_type: repetition } }: SchemaTree, { maxDefinition, maxRepetition, itemDefinition }: Levels): Levels {
  if (repetition === 'REQUIRED') return { maxDefinition, maxRepetition, itemDefinition };
  if (repetition === 'OPTIONAL') return { maxDefinition: maxDefinition + 1, maxRepetition, itemDefinition };
  return { maxDefinition: maxDefinition + 1, maxRepetition: maxRepetition + 1, itemDefinition: maxDefinition + 1 };
}

function visit(node: SchemaTree, name: string, around: Levels, fields: ParquetField[]): void {
  const levels = levelsOf(node, around);
  if (node.children.length === 0) {
    fields.push({ name, pathInSchema: node.path, element: node.element, ...levels });
    return;
  }
  // A list is a group with one repeated group in it, which has one element: both only mark it.
  const [marker] = node.children;
  if (marker && isList(node)) {
    const [item, ...more] = marker.children;
    if (item && more.length === 0) visit(item, name, levelsOf(marker, levels), fields);
    else visit(marker, name, levels, fields);
    return;
  }
  for (const child of node.children) visit(child, `${name}.${child.element.name}`, levels, fields);
}

/** In the order of the file, which is that of the chunks of a row group. */
export function fieldsOf(root: SchemaTree): ParquetField[] {
  const fields: ParquetField[] = [];
  for (const child of root.children) visit(child, child.element.name, { maxDefinition: 0, maxRepetition: 0, itemDefinition: 0 }, fields);
  return fields;
}
