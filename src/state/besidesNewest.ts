/** Questions of which only the newest counts. */
import { create } from 'zustand';
import { explain } from './problems';

export interface Newest<Q, A> {
  /** What `answer` answers. */
  asked: Q | null;
  answer: A | null;
  pending: boolean;
  problem: { message: string; advice: string | null } | null;
  /** While an answer is awaited only the newest question is kept; the answer before stays until then. */
  ask(question: Q): void;
  clear(): void;
}

export const createNewest = <Q, A>(answer: (question: Q) => Promise<A>) => create<Newest<Q, A>>()((set) => {
  let waiting: { question: Q } | null = null;
  let busy = false;
  let generation = 0;

  async function drain(): Promise<void> {
    busy = true;
    while (waiting) {
      const { question } = waiting;
      const asked = generation;
      waiting = null;
      const outcome = await answer(question).then((found) => ({ asked: question, answer: found, problem: null }), (error: unknown) => ({ asked: null, answer: null, problem: explain(error) }));
      if (asked === generation && !waiting) set(outcome);
    }
    busy = false;
    set({ pending: false });
  }

  return {
    asked: null,
    answer: null,
    pending: false,
    problem: null,
    ask: (question) => {
      waiting = { question };
      set({ pending: true });
      if (!busy) void drain();
    },
    clear: () => {
      generation++;
      waiting = null;
      set({ asked: null, answer: null, problem: null });
    },
  };
});
