import { exceeding, type ReadLimits } from './limits.js';

/** Counts the time spent reading, not the time that the consumer of the rows takes between two batches. */
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
