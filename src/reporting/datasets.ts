import type { Dataset } from './dataset.js';
import { TABLES } from './tables.js';
import { VIEWS } from './views.js';

export { type ColumnType, type Dataset, type DatasetColumn, titleOf } from './dataset.js';

/** Their schema in PostgreSQL. */
export const SCHEMA = 'reporting';

/**
 * Every table and view of the schema `reporting`, which is what OData, the exports and BI tools offer: the figures and
 * their dimensions, a view a ledger, the enterprises. Read with `select … from reporting.<name> order by <key>`.
 */
export const DATASETS: readonly Dataset[] = [...TABLES, ...VIEWS];

const byName = new Map(DATASETS.map((dataset) => [dataset.name, dataset]));

/** The dataset of a name; undefined where there is none. */
export function datasetOf(name: string): Dataset | undefined {
  return byName.get(name);
}
