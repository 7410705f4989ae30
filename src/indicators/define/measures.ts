import { columnName, type LedgerDeclaration, type LedgerField } from '../../entities/ledger.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import { statedOnBothSides } from './ratio.js';
import type { FlowRows, IndicatorDefinition, Measure, RowsMeasure, StockRows } from './definition.js';
import { summedField, summedOf, termsOf } from './value.js';

/** A dimension of an indicator: its id is the field that splits it, `month` the calendar month. */
export const MONTH = 'month';

/** The ledgers whose rows an indicator is computed from. */
export function ledgersOf(indicator: IndicatorDefinition): string[] {
  const rows = measuresOf(indicator).flatMap(rowsOf);
  return [...new Set([...rows.map(({ ledger }) => ledger), ...measuresOf(indicator).flatMap(linksOf)])];
}

/** The ledgers whose figures stand in for what rows of a measure do not state. */
export function linksOf(measure: Measure): string[] {
  return termsOf(measure).flatMap(({ value, rows }) =>
    rows.flatMap((each) =>
      [summedOf(each, value), ...(each.where ?? []).map(({ field }) => field)].flatMap((field) => {
        const linked = field === undefined ? undefined : ledgerOf(each.ledger).fields[field]?.linked;
        return linked === undefined ? [] : [linked.ledger];
      }),
    ),
  );
}

/** The fields that split every part of an indicator, and `month` where its rows have dates. */
export function dimensionsOf(indicator: IndicatorDefinition): string[] {
  const measures = measuresOf(indicator);
  const fields = measures
    .flatMap(rowsOf)
    .map((rows) => dimensionFields(ledgerOf(rows.ledger)))
    .reduce((common, next) => common.filter((field) => next.includes(field)));
  return measures.every(hasMonths) ? [...fields, MONTH] : fields;
}

/** The parts of an indicator: what is counted and, of a ratio, its denominator. */
export function measuresOf({ measure, per }: IndicatorDefinition): [Measure] | [Measure, Measure] {
  return per === undefined ? [measure] : statedOnBothSides(measure, per);
}

/** Whether every row of a measure can be placed in a month. */
export function hasMonths(measure: Measure): boolean {
  return termsOf(measure).every(
    (term) => term.kind === 'flow' && term.rows.every((rows) => monthField(rows) !== undefined),
  );
}

/** The date field that gives a row its month. */
export function monthField(rows: FlowRows): string | undefined {
  return rows.at ?? rows.month;
}

export function rowsOf(measure: Measure): readonly (FlowRows | StockRows)[] {
  return termsOf(measure).flatMap((term) => term.rows);
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

/** A measure as it is split by a dimension: without the conditions on a dimension that it is open by. */
export function openedBy(measure: RowsMeasure, dimension: string | null): RowsMeasure {
  if (measure.kind !== 'flow' || measure.openBy === undefined || measure.openBy !== dimension) return measure;
  const { openBy, ...rest } = measure;
  const rows = rest.rows.map((each) => ({
    ...each,
    where: (each.where ?? []).filter(({ field }) => field !== openBy),
  }));
  return { ...rest, rows };
}

/** The units of money in yuan. */
export const YUAN_PER: Readonly<Record<string, number>> = { 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8 };

/**
 * How many of the stored unit one of the indicator's unit is: 10000 for 万元, else 1. Of a unit like 件/亿元 the denominator
 * has the second part.
 */
export function unitFactor(measure: Measure, unit: string, part: 'numerator' | 'denominator' = 'numerator'): number {
  const named = unit.split('/')[part === 'numerator' ? 0 : 1];
  return named !== undefined && sumsMoney(measure) ? (YUAN_PER[named] ?? 1) : 1;
}

/** Whether a measure sums money; all terms of a sum do or none does. */
export function sumsMoney(measure: Measure): boolean {
  return termsOf(measure).some(({ value, rows }) => {
    const summed = summedField(value);
    return summed !== undefined && rows.some(({ ledger }) => fieldOf(ledgerOf(ledger), summed).kind === 'money');
  });
}

/** The fields of a ledger that indicators may be split by. */
export function dimensionFields(ledger: LedgerDeclaration): string[] {
  return Object.entries(ledger.fields)
    .filter(([, field]) => field.dimension === true)
    .map(([name]) => name);
}
