import { exceeding, type ReadLimits } from './limits.js';

/** Measures the time spent reading, without the time that the consumer takes between two batches. */
export class Deadline {
  private spent = 0;
  private started = performance.now();

  constructor(private readonly limits: ReadLimits) {}

  /** Throws READ_TIMEOUT once the time is up. */
  check(): void {
    if (this.spent + performance.now() - this.started > this.limits.timeoutMs)
      throw exceeding('READ_TIMEOUT', this.limits, 'timeoutMs');
  }

  pause(): void {
    this.spent += performance.now() - this.started;
  }

  resume(): void {
    this.started = performance.now();
  }
}
