import { CATALOGUE } from '../indicators/catalogue/index.js';
import type { Aggregate, Condition, FlowRows, RowsMeasure, StockRows } from '../indicators/define/definition.js';
import { measuresOf, termsOf } from '../indicators/define/plan.js';

/** What a sheet limits, by field: the values that it states for all its rows, none where it says nothing of the field. */
type Limits = Readonly<Record<string, readonly string[]>>;

/**
 * The fields that a sheet of a ledger would have to have for its rows to count, each with the names of the indicators
 * that need it. An indicator that asks for other values than those the sheet states for all its rows is left out.
 */
export function lackingFields(ledger: string, limits: Limits): Map<string, string[]> {
  const lacking = new Map<string, string[]>();
  for (const indicator of CATALOGUE) {
    if (indicator.compares !== undefined) continue;
    const terms = measuresOf(indicator).flatMap(termsOf);
    for (const field of new Set(terms.flatMap((term) => lackingOf(term, ledger, limits)))) {
      const names = lacking.get(field) ?? [];
      lacking.set(field, [...names, indicator.name]);
    }
  }
  return lacking;
}

/** The fields without which no kind of rows of a measure can count. */
function lackingOf({ rows, value }: RowsMeasure, ledger: string, limits: Limits): readonly string[] {
  const kinds = (rows as readonly (FlowRows | StockRows)[])
    .filter((each) => each.ledger === ledger && conditionsOf(each).every((condition) => !excludes(limits, condition)))
    .map((each) => neededBy(each, value).filter((field) => limits[field]?.length === 0));
  return kinds.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function conditionsOf({ scope = [], where = [] }: FlowRows | StockRows): readonly Condition[] {
  return [...scope, ...where];
}

/** Whether a sheet states only values that a condition does not ask for. */
function excludes(limits: Limits, condition: Condition): boolean {
  const stated = limits[condition.field] ?? [];
  return 'in' in condition && stated.length > 0 && !stated.some((value) => condition.in.includes(value));
}

/** The fields that rows must have to count: those that conditions ask for, the date and what is added up. */
function neededBy(rows: FlowRows | StockRows, value: Aggregate): string[] {
  const asked = conditionsOf(rows).filter(asksFor);
  const date = 'from' in rows ? (rows.orYear === true ? undefined : rows.from) : rows.at;
  return [
    ...asked.map(({ field }) => field),
    ...(date === undefined ? [] : [date]),
    ...('sum' in value ? [value.sum] : []),
  ];
}

/** Whether a row must say something for a condition to hold. */
function asksFor(condition: Condition): boolean {
  if ('known' in condition) return condition.known;
  if ('is' in condition) return condition.is;
  return !('notIn' in condition);
}
