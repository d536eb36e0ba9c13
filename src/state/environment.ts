import { create } from 'zustand';
import type { BackendChoice, Environment } from '../worker/protocol';

export type EnvironmentPhase = 'starting' | 'ready' | 'failed' | 'crashed' | 'unsupported';

interface EnvironmentState {
  phase: EnvironmentPhase;
  choice: BackendChoice;
  environment: Environment | null;
  /** Why the phase is failed, crashed or unsupported. */
  reason: { message: string; advice: string | null } | null;
}

export const backendChoices: BackendChoice[] = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'];

/** The backend named in "?backend=…", else auto. */
export function requestedBackend(search: string): BackendChoice {
  const named = new URLSearchParams(search).get('backend');
  return backendChoices.find((choice) => choice === named) ?? 'auto';
}

export const useEnvironment = create<EnvironmentState>()(() => ({
  phase: 'starting',
  choice: requestedBackend(globalThis.location?.search ?? ''),
  environment: null,
  reason: null,
}));
