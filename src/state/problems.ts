import { create } from 'zustand';
import { WorkerProblem } from '../worker/client';

export interface Problem {
  id: number;
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

export function explain(error: unknown): Omit<Problem, 'id'> {
  if (error instanceof WorkerProblem) return { message: error.message, advice: error.advice };
  return { message: error instanceof Error ? error.message : String(error), advice: null };
}

/** Shows a problem; one with the same message is not shown twice. */
export function report(error: unknown): void {
  const { message, advice } = explain(error);
  useProblems.setState(({ problems }) => ({
    problems: [...problems.filter((problem) => problem.message !== message), { id: nextId++, message, advice }].slice(-4),
  }));
}
