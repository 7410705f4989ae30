/** Numbers of rows of a sheet or run by their fate. */
export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  skipped: number;
}

export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 });
