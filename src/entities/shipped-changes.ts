import changes from './division-changes.json' with { type: 'json' };

/** A county's code that is no more, as the data file lists it: `since` is a day, or a year where that is all that is known. */
export interface ShippedChange {
  readonly old: string;
  readonly name: string;
  /** The name of the division that it belonged to. */
  readonly parent: string;
  /** The codes that its area belongs to since. */
  readonly new: readonly string[];
  readonly since: string;
  readonly source: string;
}

/** The changes of county-level codes since 2000. */
export const SHIPPED_CHANGES: readonly ShippedChange[] = changes;
