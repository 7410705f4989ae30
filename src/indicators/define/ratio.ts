import type { Aggregate, FlowRows, Measure, RowsMeasure, StockRows } from './definition.js';
import { summedOf, termsOf } from './value.js';

interface Figure {
  readonly ledger: string;
  readonly field: string;
  readonly basis: string | undefined;
}

/**
 * The parts of a ratio, each over the rows that state the figures of both: a row with only one would change the ratio by
 * an unknown figure. Rows of one basis state the figures of that basis.
 */
export function statedOnBothSides(measure: Measure, per: Measure): [Measure, Measure] {
  return [stating(measure, figuresIn(per)), stating(per, figuresIn(measure))];
}

/** The figures that a measure sums or compares, each with its ledger. */
function figuresIn(measure: Measure): Figure[] {
  return termsOf(measure).flatMap(({ value, rows }) =>
    rows.flatMap((each) => {
      const { ledger, where, basis } = each;
      const added = summedOf(each, value);
      const compared = (where ?? []).filter(
        (condition) => 'above' in condition || 'atLeast' in condition || 'below' in condition || 'atMost' in condition,
      );
      return [...(added === undefined ? [] : [added]), ...compared.map(({ field }) => field)].map((field) => ({
        ledger,
        field,
        basis,
      }));
    }),
  );
}

function stating(measure: Measure, figures: readonly Figure[]): Measure {
  const narrow = <T extends FlowRows | StockRows>(rows: T, value: Aggregate): T => {
    const others = figures.filter(
      ({ ledger, field, basis }) => ledger === rows.ledger && basis === rows.basis && field !== summedOf(rows, value),
    );
    const conditions = [...new Set(others.map(({ field }) => field))].map(
      (field) => ({ field, stated: true }) as const,
    );
    return conditions.length === 0 ? rows : { ...rows, where: [...(rows.where ?? []), ...conditions] };
  };
  const narrowed = termsOf(measure).map((term): RowsMeasure =>
    term.kind === 'flow'
      ? { ...term, rows: term.rows.map((rows) => narrow(rows, term.value)) }
      : { ...term, rows: term.rows.map((rows) => narrow(rows, term.value)) },
  );
  return measure.kind === 'sum' ? { kind: 'sum', terms: narrowed } : narrowed[0]!;
}
