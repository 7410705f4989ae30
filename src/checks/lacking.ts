import { ledgerOf } from '../entities/ledgers/index.js';
import { CATALOGUE } from '../indicators/catalogue/index.js';
import { neededDate } from '../indicators/compute/placed.js';
import { requiredOf } from '../indicators/compute/whole.js';
import type { Aggregate, Condition, FlowRows, RowsMeasure, StockRows } from '../indicators/define/definition.js';
import { measuresOf } from '../indicators/define/measures.js';
import { summedOf, termsOf } from '../indicators/define/value.js';

/** What a sheet limits, by field: the values that it states for all its rows, none where it says nothing of the field. */
export type Limits = Readonly<Record<string, readonly string[]>>;

/**
 * The fields that a sheet of a ledger would have to have for its rows to count, each with the names of the indicators
 * that need it. An indicator that asks for other values than those the sheet states for all its rows is left out.
 */
export function lackingFields(ledger: string, limits: Limits): Map<string, string[]> {
  const lacking = new Map<string, string[]>();
  for (const indicator of CATALOGUE) {
    if (indicator.compares !== undefined || indicator.extra === true) continue;
    const terms = measuresOf(indicator).flatMap(termsOf);
    for (const field of new Set(terms.flatMap((term) => lackingOf(term, ledger, limits)))) {
      const names = lacking.get(field) ?? [];
      lacking.set(field, [...names, indicator.name]);
    }
  }
  return lacking;
}

/**
 * The fields of which a sheet of a ledger states members for all its rows, each with the names of the indicators that
 * count others of the whole as well.
 */
export function partlyTold(ledger: string, limits: Limits): Map<string, string[]> {
  const partly = new Map<string, string[]>();
  for (const indicator of CATALOGUE) {
    if (indicator.compares !== undefined || indicator.extra === true) continue;
    const terms = measuresOf(indicator).flatMap(termsOf);
    const required = terms
      .filter((term) => lackingOf(term, ledger, limits).length === 0 && isAsked(term, ledger, limits))
      .flatMap(requiredOf);
    const left = required.filter(({ ledger: of, field, member }) => {
      const stated = limits[field] ?? [];
      return of === ledger && stated.length > 0 && !stated.includes(member);
    });
    for (const field of new Set(left.map((each) => each.field)))
      partly.set(field, [...(partly.get(field) ?? []), indicator.name]);
  }
  return partly;
}

/** Whether rows of a sheet may be of a kind that a measure counts. */
function isAsked({ rows }: RowsMeasure, ledger: string, limits: Limits): boolean {
  return (rows as readonly (FlowRows | StockRows)[]).some(
    (each) => each.ledger === ledger && !(each.where ?? []).some((condition) => excludes(limits, condition)),
  );
}

/** The fields without which no kind of rows of a measure can count. */
function lackingOf({ rows, value }: RowsMeasure, ledger: string, limits: Limits): readonly string[] {
  const kinds = (rows as readonly (FlowRows | StockRows)[])
    .filter((each) => each.ledger === ledger)
    .flatMap((each) => {
      const fields = lackingOfRows(each, value, limits);
      return fields === null ? [] : [fields];
    });
  return kinds.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/**
 * The fields that a sheet lacks for rows of a kind to count; none where it covers the measure, null where all its rows are
 * of another kind. It is `coversSql` of a sheet that is not loaded yet.
 */
export function lackingOfRows(rows: FlowRows | StockRows, value: Aggregate, limits: Limits): readonly string[] | null {
  const { where = [], needs = [] } = rows;
  if (where.some((condition) => excludes(limits, condition))) return null;
  const lacks = (field: string) => limits[field]?.length === 0;
  const needed = [
    ...where.filter(asksFor).map(({ field }) => field),
    ...[neededDate(rows), summedOf(rows, value)].filter((field) => field !== undefined),
    ...(needs.every(lacks) ? needs.slice(0, 1) : []),
  ];
  // What rows of another ledger may state is not lacking.
  const { fields } = ledgerOf(rows.ledger);
  return needed.filter((field) => lacks(field) && fields[field]?.linked === undefined);
}

/** Whether a sheet states only values that a condition does not ask for. */
function excludes(limits: Limits, condition: Condition): boolean {
  const stated = limits[condition.field] ?? [];
  return 'in' in condition && stated.length > 0 && !stated.some((value) => condition.in.includes(value));
}

/** Whether a row must say something for a condition to hold. */
function asksFor(condition: Condition): boolean {
  if ('known' in condition) return condition.known;
  return !('notIn' in condition || 'is' in condition || 'renews' in condition || 'follows' in condition);
}
