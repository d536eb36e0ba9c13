import { create } from 'zustand';
import { WorkerProblem } from '../worker/client';

export interface Problem {
  id: number;
  /** news: nothing is wrong, or not any more. */
  kind: 'problem' | 'news';
  message: string;
  advice: string | null;
}

interface ProblemState {
  problems: Problem[];
  dismiss(id: number): void;
}

export const useProblems = create<ProblemState>()((set) => ({
  problems: [],
  dismiss: (id) => set(({ problems }) => ({ problems: problems.filter((problem) => problem.id !== id) })),
}));

let nextId = 1;

export function explain(error: unknown): Pick<Problem, 'message' | 'advice'> {
  if (error instanceof WorkerProblem) return { message: error.message, advice: error.advice };
  return { message: error instanceof Error ? error.message : String(error), advice: null };
}

function show(shown: Omit<Problem, 'id'>): void {
  useProblems.setState(({ problems }) => ({
    problems: [...problems.filter(({ message }) => message !== shown.message), { id: nextId++, ...shown }].slice(-4),
  }));
}

/** Shows a problem; one with the same message is not shown twice. */
export function report(error: unknown): void {
  show({ kind: 'problem', ...explain(error) });
}

/** Says calmly what has happened without the visitor. */
export function tell(message: string): void {
  show({ kind: 'news', message, advice: null });
}
