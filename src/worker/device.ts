/** What this worker computes on, and the news that it is gone. */
import { startBackend, type WasmFiles } from '../engine/backends';
import { deviceLoss, forgetBackend } from '../engine/deviceLoss';
import type { BackendChoice, Environment } from './protocol';

/** An error of a step may come a moment before the news that the GPU is gone. */
const LOSS_MS = 500;

export class Device {
  /** Null before the first start. */
  environment: Environment | null = null;
  /** When the GPU is lost; null where none is computed on. */
  private loss: Promise<string> | null = null;

  /** @param onLost hears the reason, once for each device */
  constructor(
    private readonly wasmFiles: WasmFiles,
    private readonly onLost: (reason: string) => void,
  ) {}

  /** No tensor may be alive. @throws Error with every reason where no backend works */
  async start(choice: BackendChoice): Promise<Environment> {
    this.environment = await startBackend(choice, this.wasmFiles);
    const loss = deviceLoss();
    this.loss = loss;
    void loss?.then((reason) => {
      if (this.loss === loss) this.onLost(reason);
    });
    return this.environment;
  }

  /** After a loss: a new device, or the next backend. */
  restart(): Promise<Environment> {
    forgetBackend();
    return this.start(this.environment?.requested ?? 'auto');
  }

  /** Whether what has failed just now failed because the GPU is gone. */
  isLost(): Promise<boolean> {
    const { loss } = this;
    if (!loss) return Promise.resolve(false);
    return Promise.race([loss.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), LOSS_MS))]);
  }
}
