import type { ImportableLedger } from '../entities/importable.js';

/** What a person decided about a sheet: its ledger, and the field of a heading (`amount`, with a unit `amount:万元`); null: none. */
export interface SheetDecision {
  readonly ledger: string;
  readonly columns: Readonly<Record<string, string | null>>;
  /** What holds for all rows: field or `year` → value; null: nothing any more. */
  readonly facts?: Readonly<Record<string, string | null>>;
  /** The code of the division that its rows are of, where the sheet contradicts the one given with the import. */
  readonly division?: string;
}

/** The importing wing as the API uses it; `main` joins the two. */
export interface ImportPort {
  ledgers(): readonly ImportableLedger[];
  /** Loads a previewed run for good; resolves when the run has ended. Throws a RequestError where it cannot. */
  commit(runId: string): Promise<void>;
  /**
   * Imports the file of a run again with a person's decision about one sheet; resolves to the new run's id when it has
   * ended. Throws a RequestError where it cannot.
   */
  settle(runId: string, sheet: string, decision: SheetDecision): Promise<string>;
  /** Undoes a committed run. Throws a RequestError where it cannot. */
  undo(runId: string): Promise<void>;
}
