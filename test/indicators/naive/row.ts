/** A ledger row as it is stored: columns by name, dates as ISO texts, figures as numbers. */
export interface Row extends Readonly<Record<string, unknown>> {
  readonly division: string;
  readonly id: string;
  readonly year: number;
  readonly flags: Readonly<Record<string, string>>;
  readonly created_by: string;
  readonly run_id: string;
  readonly enterprise_id: string | null;
}
