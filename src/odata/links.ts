import { type Dataset, datasetOf } from '../reporting/datasets.js';

/** A way from a row to a row of a dimension, whose key is one column. */
export interface Link {
  /** The name of the way: that of the dimension. */
  readonly name: string;
  /** The row's own column with the key. */
  readonly column: string;
  readonly target: Dataset;
}

const FIGURES = new Set(['indicator_year', 'indicator_month', 'indicator_year_wide', 'target', 'dim_coverage']);
const DIMENSIONS = { dim_division: 'division', dim_indicator: 'indicator', dim_year: 'year' };

/** The ways from the rows of figures to their dimensions; other datasets have none. */
export function linksOf({ name: dataset, columns }: Dataset): readonly Link[] {
  if (!FIGURES.has(dataset)) return [];
  return Object.entries(DIMENSIONS).flatMap(([name, column]) =>
    columns.some((each) => each.name === column) ? [{ name, column, target: datasetOf(name)! }] : [],
  );
}
