import type { LedgerDeclaration } from '../../entities/ledger.js';
import { columnOf } from '../define/measures.js';

/** The column of a date's month: years × 12 + months from 0, so that periods compare as numbers. */
export function monthColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_month`;
}

/** The column that says whether a date is known to the month. */
export function datedColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_dated`;
}

/** The column of the month from which on it is certain that a date has come; numbered as in `monthColumn`. */
export function sinceColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_since`;
}

/** The column of the month after a last day, numbered as in `monthColumn`. */
export function afterColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_after`;
}

/** The column that says whether a figure is stated. */
export function statedColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_stated`;
}
