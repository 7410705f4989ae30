import { columnName, type FieldKind } from '../entities/ledger.js';

/** A field that rows are filtered, sorted or grouped by; beside those of ledgers a year and an enterprise. */
export interface ConnectionField {
  readonly kind: FieldKind | 'year' | 'enterprise';
  readonly zh: string;
  /** By default that of the field's name. */
  readonly column?: string;
  /** Why it is not to be used any more. */
  readonly deprecated?: string;
}

export const DIVISION: ConnectionField = { kind: 'code', zh: '行政区划代码' };
export const YEAR: ConnectionField = { kind: 'year', zh: '年度' };

/** The declaration of a connection. */
export interface ConnectionDeclaration {
  /** Name of the node's type. */
  readonly entity: string;
  readonly zh: string;
  readonly fields: Readonly<Record<string, ConnectionField>>;
  /** What rows are only grouped by: it stands in other tables. */
  readonly derived?: Readonly<Record<string, ConnectionField>>;
}

/** The column of a field. */
export function columnIn(fields: ConnectionDeclaration['fields'], name: string): string {
  return fields[name]?.column ?? columnName(name);
}

/** Whether rows are sorted by a field. */
export function isSortable({ kind }: ConnectionField): boolean {
  return kind !== 'list' && kind !== 'enterprise';
}
