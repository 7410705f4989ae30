import { type ColumnType, type Dataset, DATASETS } from '../../src/reporting/datasets.js';
import { TABLES } from '../../src/reporting/tables.js';

/** A column as a client describes it: its name, its type, and whether it may be empty. */
export type DescribedColumn = readonly [name: string, type: ColumnType, nullable: boolean];

const isTable = (dataset: Dataset) => TABLES.includes(dataset);

const each = <T>(tell: (dataset: Dataset) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(DATASETS.map((dataset) => [dataset.name, tell(dataset)]));

/** What clients must read from the catalogues of the database, by dataset. */
export const KINDS = each((dataset) => (isTable(dataset) ? 'TABLE' : 'VIEW'));
export const TITLES = each(({ zh }) => zh);
export const COLUMN_TITLES = each(({ columns }) => columns.map(({ zh }) => zh));

/** Of a view PostgreSQL knows neither a key nor that a column is never empty. */
export const COLUMNS = each((dataset) =>
  dataset.columns.map(({ name, type, nullable }): DescribedColumn => [
    name,
    type === 'flags' ? 'text' : type,
    nullable || !isTable(dataset),
  ]),
);
export const PRIMARY_KEYS = each((dataset) => (isTable(dataset) ? dataset.key : []));
