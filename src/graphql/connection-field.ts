import type { FieldKind } from '../entities/ledger.js';

/** A field that rows are filtered and sorted by; a `year` is a whole number, which no ledger field is. */
export interface ConnectionField {
  readonly kind: FieldKind | 'year';
  readonly zh: string;
}

export const DIVISION: ConnectionField = { kind: 'code', zh: '行政区划代码' };
export const YEAR: ConnectionField = { kind: 'year', zh: '年度' };

/** The declaration of a connection. */
export interface ConnectionDeclaration {
  /** Name of the node's type. */
  readonly entity: string;
  readonly zh: string;
  readonly fields: Readonly<Record<string, ConnectionField>>;
}
