/** Questions of which only the newest counts. */
import { create } from 'zustand';
import { explain } from './problems';

interface Outcomes<Q, A> {
  found(question: Q, answer: A): void;
  failed(error: unknown): void;
  /** Nothing is awaited any more. */
  idle(): void;
}

/** Asks one question at a time; while an answer is awaited only the newest other is kept, and the older answer is dropped. */
export class NewestOnly<Q, A> {
  private waiting: { question: Q } | null = null;
  private generation = 0;
  /** An answer is awaited. */
  busy = false;

  constructor(
    private readonly answer: (question: Q) => Promise<A>,
    private readonly outcomes: Outcomes<Q, A>,
  ) {}

  ask(question: Q): void {
    this.waiting = { question };
    if (!this.busy) void this.drain();
  }

  /** What is on its way no longer matters. */
  forget(): void {
    this.generation++;
    this.waiting = null;
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.waiting) {
      const { question } = this.waiting;
      const { generation } = this;
      this.waiting = null;
      const wanted = () => generation === this.generation && !this.waiting;
      try {
        const answer = await this.answer(question);
        if (wanted()) this.outcomes.found(question, answer);
      } catch (error) {
        if (wanted()) this.outcomes.failed(error);
      }
    }
    this.busy = false;
    this.outcomes.idle();
  }
}

export interface Newest<Q, A> {
  /** What `answer` answers. */
  asked: Q | null;
  answer: A | null;
  pending: boolean;
  problem: { message: string; advice: string | null } | null;
  /** The answer before stays until the next. */
  ask(question: Q): void;
  clear(): void;
}

export const createNewest = <Q, A>(answer: (question: Q) => Promise<A>) => create<Newest<Q, A>>()((set) => {
  const questions = new NewestOnly(answer, {
    found: (asked, found) => set({ asked, answer: found, problem: null }),
    failed: (error) => set({ asked: null, answer: null, problem: explain(error) }),
    idle: () => set({ pending: false }),
  });
  return {
    asked: null,
    answer: null,
    pending: false,
    problem: null,
    ask: (question) => {
      set({ pending: true });
      questions.ask(question);
    },
    clear: () => {
      questions.forget();
      set({ asked: null, answer: null, problem: null });
    },
  };
});
