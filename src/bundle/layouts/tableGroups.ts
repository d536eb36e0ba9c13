/** Candidates that are rows of one part: of one split, or of one file or shard among several. */
import type { Split } from '../manifest';
import { isMatrix, type Candidate } from './candidates';

export interface Group {
  split: Split | null;
  candidates: Candidate[];
}

const isImage = ({ role, column }: Candidate): boolean => role === 'image' || (role === null && isMatrix(column));

/** Features of the images together with features or captions of the texts. */
function isComplete(candidates: Candidate[]): boolean {
  const images = candidates.filter(isImage);
  return images.length > 0 && (images.length > 1 || candidates.some(({ role }) => role === 'text' || role === 'caption'));
}

function groupBy(candidates: Candidate[], keyOf: (candidate: Candidate) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const candidate of candidates) {
    const key = `${candidate.split} ${keyOf(candidate)}`;
    const group = groups.get(key) ?? { split: candidate.split, candidates: [] };
    group.candidates.push(candidate);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Loose columns join the one complete group of their split that has as many rows. */
function joinLoose(complete: Group[], loose: Candidate[]): void {
  for (const candidate of loose) {
    const fitting = complete.filter(({ split, candidates }) => split === candidate.split && candidates.some(({ column }) => column.rows === candidate.column.rows));
    if (fitting.length === 1) fitting[0]!.candidates.push(candidate);
  }
}

/** By file where files hold both sides, else by shard where every shard holds both, else by split. */
export function groupsOf(candidates: Candidate[]): Group[] {
  const files = groupBy(candidates, ({ column }) => column.path);
  const complete = files.filter((group) => isComplete(group.candidates));
  if (complete.length > 0) {
    joinLoose(complete, files.filter((group) => !complete.includes(group)).flatMap((group) => group.candidates));
    return complete;
  }
  const shards = groupBy(candidates.filter(({ shard }) => shard !== null), ({ shard }) => `${shard}`);
  const sharded = shards.length > 1 && shards.every((group) => isComplete(group.candidates));
  if (sharded) return shards.sort((a, b) => a.candidates[0]!.shard! - b.candidates[0]!.shard!);
  return groupBy(candidates, () => '').filter((group) => isComplete(group.candidates));
}
