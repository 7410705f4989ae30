import type { Draft } from '../parse/draft.js';

/** The divisions and years that rows are of. */
export class Covered {
  readonly divisions = new Set<string>();
  readonly years = new Set<number>();

  add(drafts: readonly Pick<Draft, 'division' | 'year'>[]): void {
    for (const { division, year } of drafts) {
      this.divisions.add(division);
      this.years.add(year);
    }
  }

  /** Both in order. */
  listed(): { divisions: string[]; years: number[] } {
    return { divisions: [...this.divisions].toSorted(), years: [...this.years].toSorted((a, b) => a - b) };
  }
}
