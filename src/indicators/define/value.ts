import type { Aggregate, FlowRows, Measure, RowsMeasure, StockRows } from './definition.js';

/** The measures of a sum; else the measure alone. */
export function termsOf(measure: Measure): readonly RowsMeasure[] {
  return measure.kind === 'sum' ? measure.terms : [measure];
}

/** The field whose figure a measure sums of some rows, if it does. */
export function summedOf(rows: FlowRows | StockRows, value: Aggregate): string | undefined {
  return rows.sum ?? summedField(value);
}

/** The field whose figure a measure sums, if it does. */
export function summedField(value: Aggregate): string | undefined {
  if ('largest' in value) return value.met ?? value.largest;
  return 'sum' in value ? value.sum : undefined;
}

/** The fields by which rows are the same when values or needs are counted once. */
export function sameBy(value: Aggregate): readonly string[] {
  if ('largest' in value) return value.once;
  return 'distinct' in value ? value.distinct : [];
}
