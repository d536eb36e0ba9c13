import { create } from 'zustand';
import type { MethodInfo } from '../comparison/comparison';

/** Every method that the worker can compare. */
export const useMethods = create<{ methods: MethodInfo[] }>()(() => ({ methods: [] }));

/** The methods that an address names; without any, ALSCOR and what it is compared with. Without classes only those that need none. */
export function chosenMethods(methods: readonly MethodInfo[], named: readonly string[] | null, withClasses = true): string[] {
  const chosen = methods.filter(({ name, group, unsupervised }) => (withClasses || unsupervised) && (named ? named.includes(name) : group !== 'ablation'));
  return chosen.map(({ name }) => name);
}
