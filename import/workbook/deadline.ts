import { UnreadableWorkbook } from './workbook.js';

/** Counts the time spent reading, not the time that the consumer of the rows takes between two batches. */
export class Deadline {
  private spent = 0;
  private started = performance.now();

  constructor(private readonly timeoutMs: number) {}

  /** Throws READ_TIMEOUT once the time is up. */
  check(): void {
    if (this.spent + performance.now() - this.started > this.timeoutMs)
      throw new UnreadableWorkbook('READ_TIMEOUT', `${this.timeoutMs} ms`);
  }

  pause(): void {
    this.spent += performance.now() - this.started;
  }

  resume(): void {
    this.started = performance.now();
  }
}
