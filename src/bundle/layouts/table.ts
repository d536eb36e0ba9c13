/** Any other files: what is image, text and class is told by names, numbers of rows and values. */
import type { Column } from '../columns/column';
import { candidatesOf } from './candidates';
import { bySplit, guessOf, nameOf, partOf, type Detector } from './guess';
import type { Part } from './mapping';
import { groupsOf, type Group } from './tableGroups';
import { chooseRoles, type Chosen } from './tableRoles';

type ChosenGroup = Group & { chosen: Chosen };

const MOST_NAMES = 10_000;

async function chooseAll(groups: Group[]): Promise<ChosenGroup[]> {
  const found: ChosenGroup[] = [];
  for (const group of groups) {
    const chosen = await chooseRoles(group);
    if (chosen) found.push({ ...group, chosen });
  }
  return found.sort(bySplit);
}

async function classNamesOf(groups: ChosenGroup[]): Promise<{ names: string[]; column: Column } | null> {
  const column = groups.map(({ chosen }) => chosen.names).find((names) => names);
  if (column?.kind !== 'texts' || column.rows > MOST_NAMES || !groups.some(({ chosen }) => chosen.columns.labels)) return null;
  return { names: await column.readRows(0, column.rows), column };
}

/** A split alone that is not for training is no split: the name may be that of the folder. */
function partsOf(groups: ChosenGroup[]): Part[] {
  const alone = groups.every(({ split }) => split === groups[0]?.split) && groups[0]?.split !== 'train';
  return groups.map(({ split, chosen }) => partOf(alone ? null : split, chosen.columns));
}

function partReasons(groups: ChosenGroup[]): string[] {
  if (groups.length === 1) return groups[0]!.chosen.reasons;
  return groups.flatMap(({ split, chosen }, i) => chosen.reasons.map((reason) => `${split ?? `part ${i + 1}`}: ${reason}`));
}

/** Certain where names leave one reading: one column for each side, rows that are equal. */
export const detectTable: Detector = async (drop) => {
  const groups = await chooseAll(groupsOf(await candidatesOf(drop)));
  const [first] = groups;
  if (!first) return null;
  const times = new Set(groups.map(({ chosen }) => chosen.captionsPerImage));
  const classNames = await classNamesOf(groups);
  const doubts = [...new Set(groups.flatMap(({ chosen }) => chosen.doubts))];
  if (times.size > 1) doubts.push('The parts differ in their number of texts an image.');
  return guessOf('table', drop.name, {
    parts: partsOf(groups),
    reasons: [...partReasons(groups), ...(classNames ? [`Names of the classes: the ${classNames.names.length} texts of ${nameOf(classNames.column)}.`] : [])],
    doubts,
    classNames: classNames?.names ?? null,
    captionsPerImage: first.chosen.captionsPerImage,
  });
};
