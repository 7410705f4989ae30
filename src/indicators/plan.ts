import { columnName, type LedgerDeclaration, type LedgerField } from '../entities/ledger.js';
import { ledgerOf } from '../entities/ledgers/index.js';
import type { Aggregate, FlowRows, IndicatorDefinition, Measure, StockRows } from './definition.js';

/** A dimension of an indicator: its id is the field that splits it, `month` the calendar month. */
export const MONTH = 'month';

/** The ledgers whose rows an indicator is computed from. */
export function ledgersOf(indicator: IndicatorDefinition): string[] {
  const rows = [indicator.measure, ...(indicator.per === undefined ? [] : [indicator.per])].flatMap(rowsOf);
  return [...new Set(rows.map((each) => each.ledger))];
}

/** The fields that split every part of an indicator, and `month` where its rows have dates. */
export function dimensionsOf(indicator: IndicatorDefinition): string[] {
  const measures = [indicator.measure, ...(indicator.per === undefined ? [] : [indicator.per])];
  const fields = measures
    .flatMap(rowsOf)
    .map((rows) => dimensionFields(ledgerOf(rows.ledger)))
    .reduce((common, next) => common.filter((field) => next.includes(field)));
  return measures.every(hasMonths) ? [...fields, MONTH] : fields;
}

/** Whether every row of a measure can be placed in a month. */
export function hasMonths(measure: Measure): boolean {
  return measure.kind === 'stock' ? false : measure.rows.every((rows) => monthField(rows) !== undefined);
}

/** The date field that gives a row its month. */
export function monthField(rows: FlowRows): string | undefined {
  return rows.at ?? rows.month;
}

export function rowsOf(measure: Measure): readonly (FlowRows | StockRows)[] {
  return measure.rows;
}

/** A field of a ledger; throws on a name that the ledger does not have, which is a fault of the definition. */
export function fieldOf(ledger: LedgerDeclaration, name: string): LedgerField {
  const field = ledger.fields[name];
  if (field === undefined) throw new Error(`Ledger "${ledger.id}" has no field "${name}"`);
  return field;
}

/** The column of a field, checked against the ledger. */
export function columnOf(ledger: LedgerDeclaration, name: string): string {
  fieldOf(ledger, name);
  return columnName(name);
}

/** The field whose figure a measure adds up, if it does. */
export function summedField(value: Aggregate): string | undefined {
  return 'sum' in value ? value.sum : undefined;
}

const YUAN_PER: Readonly<Record<string, number>> = { 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8 };

/** How many of the stored unit make one of the indicator's: 10000 where yuan are given in 万元, else 1. */
export function unitFactor(measure: Measure, unit: string): number {
  const summed = summedField(measure.value);
  const rows = measure.rows[0];
  if (summed === undefined || rows === undefined) return 1;
  if (fieldOf(ledgerOf(rows.ledger), summed).kind !== 'money') return 1;
  return YUAN_PER[unit.split('/')[0] ?? unit] ?? 1;
}

function dimensionFields(ledger: LedgerDeclaration): string[] {
  return Object.entries(ledger.fields)
    .filter(([, field]) => field.dimension === true)
    .map(([name]) => name);
}
