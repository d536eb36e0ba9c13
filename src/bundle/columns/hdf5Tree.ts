/** The data sets of an HDF5 file, found without leaving the file. */
import { BundleError } from '../problem';
import { DATASET, GROUP } from './hdf5Module';
import type { Hdf5File } from './hdf5Read';

export interface Hdf5Object {
  kind: 'dataset' | 'group';
  /** From the root, with a leading slash. */
  at: string;
}

export interface Hdf5Tree {
  /** In the order of the file, groups before what is in them; the root is left out. */
  objects: Hdf5Object[];
  /** Links that lead elsewhere: not followed. */
  links: string[];
}

const MOST_OBJECTS = 100_000;
const DEEPEST = 32;
/** What MATLAB keeps for itself: contents of cells, and of objects. */
const MATLABS_OWN = /^#(refs|subsystem)#$/;

/** An external link opens another file, a soft one may lead to one: they are told without being followed. */
function isLink({ hdf5: { module }, id }: Hdf5File, at: string): boolean {
  return module.get_symbolic_link(id, at) !== null || module.get_external_link(id, at).filename !== undefined;
}

function visit(file: Hdf5File, group: string, depth: number, tree: Hdf5Tree): void {
  const { module } = file.hdf5;
  if (depth > DEEPEST) throw new BundleError(`${file.path}, ${group.slice(0, 60)}…: expected groups at most ${DEEPEST} deep, got more.`, 'Save the arrays in a file of their own.');
  for (const name of module.get_names(file.id, group || '/', false)) {
    const at = `${group}/${name}`;
    if (tree.objects.length + tree.links.length >= MOST_OBJECTS) throw new BundleError(`${file.path}: expected at most ${MOST_OBJECTS} data sets and groups, got more.`, 'Save the features as one array, not one data set an item.');
    if (depth === 0 && MATLABS_OWN.test(name)) continue;
    if (isLink(file, at)) tree.links.push(at.slice(1));
    else visitObject(file, at, depth, tree);
  }
}

function visitObject(file: Hdf5File, at: string, depth: number, tree: Hdf5Tree): void {
  const type = file.hdf5.module.get_type(file.id, at);
  if (type === DATASET) tree.objects.push({ kind: 'dataset', at });
  if (type !== GROUP) return;
  tree.objects.push({ kind: 'group', at });
  visit(file, at, depth + 1, tree);
}

/** All data sets and groups. Throws BundleError above 100 000 of them, or 32 groups deep. */
export function treeOf(file: Hdf5File): Hdf5Tree {
  const tree: Hdf5Tree = { objects: [], links: [] };
  visit(file, '', 0, tree);
  return tree;
}
