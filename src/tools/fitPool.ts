/** Fits in several processes at a time. A fit depends on its seed alone, so the results do not depend on their number. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AlscorConfig } from '../alscor/config';
import type { FitProgress } from '../methods/method';
import type { Outcome, PlannedFit } from '../worker/comparison';
import type { FitMessage, FitRequest, OpenRequest } from './fitProcess';

const program = fileURLToPath(new URL('fitProcess.ts', import.meta.url));

export interface PoolListener {
  started(planned: PlannedFit): void;
  progress(planned: PlannedFit, progress: FitProgress): void;
  ended(planned: PlannedFit, outcome: Outcome): void;
}

/** A child with one question at a time. */
class FitProcess {
  private readonly child: ChildProcess = fork(program, [], { serialization: 'advanced' });

  /** Asks and listens until a message is the answer. Rejects where the process dies or reports a problem. */
  ask<T>(request: OpenRequest | FitRequest, answer: (message: FitMessage) => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const listen = (message: FitMessage) => {
        if (typeof message === 'object' && 'problem' in message) return settle(() => reject(Object.assign(new Error(message.problem.message), { advice: message.problem.advice })));
        const value = answer(message);
        if (value !== null) settle(() => resolve(value));
      };
      const died = (code: number | null) => settle(() => reject(new Error(`Fitting: expected the process to go on, it ended with ${code ?? 'a signal'}.`)));
      const settle = (end: () => void) => {
        this.child.off('message', listen);
        this.child.off('exit', died);
        end();
      };
      this.child.on('message', listen);
      this.child.on('exit', died);
      this.child.send(request);
    });
  }

  end(): void {
    this.child.kill();
  }
}

/** Takes the next planned fit whenever one has ended, in as many processes as `jobs`. */
export async function fitAll(plan: readonly PlannedFit[], jobs: number, open: OpenRequest, config: AlscorConfig, listener: PoolListener): Promise<void> {
  const waiting = [...plan];
  const processes = Array.from({ length: Math.min(jobs, plan.length) }, () => new FitProcess());
  const work = async (process: FitProcess) => {
    await process.ask(open, (message) => (message === 'ready' ? true : null));
    for (let planned = waiting.shift(); planned; planned = waiting.shift()) {
      const one = planned;
      listener.started(one);
      const outcome = await process.ask({ method: one.method.name, seed: one.seed, config }, (message) => {
        if (message === 'ready') return null;
        if ('fit' in message || 'failure' in message) return message;
        if ('total' in message) listener.progress(one, message);
        return null;
      });
      listener.ended(one, outcome);
    }
  };
  try {
    await Promise.all(processes.map(work));
  } finally {
    for (const process of processes) process.end();
  }
}
