/** A ledger as it can be imported. */
export interface ImportableLedger {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly ImportableField[];
  /** Natural keys, best first, each in words. */
  readonly naturalKeys: readonly string[];
}

export interface ImportableField {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly unit: string | null;
  readonly required: boolean;
  /** Headings that are listed for it; others are recognised by their words and values. */
  readonly headings: readonly string[];
  /** Accepted values, of a field with a fixed vocabulary. */
  readonly values: readonly string[];
}
