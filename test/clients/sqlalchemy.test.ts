import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type ColumnType, DATASETS } from '../../src/reporting/datasets.js';
import { FOREIGN_KEYS } from '../reporting/foreign-keys.js';
import { COLUMN_TITLES, COLUMNS, KINDS, PRIMARY_KEYS, TITLES } from './catalogue.js';
import { type District, openDistrict } from './district.js';
import { run } from './program.js';

/** SQLAlchemy, by which Superset reads a database, and pandas above it. What reflect.py prints. */
interface Printed {
  readonly schema: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, string>>;
  readonly columnTitles: Readonly<Record<string, readonly string[]>>;
  readonly columns: Readonly<Record<string, readonly [name: string, type: string, nullable: boolean][]>>;
  readonly primaryKeys: Readonly<Record<string, readonly string[]>>;
  readonly foreignKeys: readonly string[];
  readonly rows: Readonly<Record<string, (string | null)[][]>>;
  readonly upperFunds: Readonly<Record<string, number>>;
  readonly years: readonly number[];
  readonly refusals: readonly string[];
}

const PYTHON = {
  command: '/usr/bin/python3',
  packages: ['python3-sqlalchemy', 'python3-psycopg2', 'python3-pandas'],
};

let district: District;
let printed: Printed;
beforeAll(async () => {
  district = await openDistrict();
  printed = JSON.parse((await run(PYTHON, [join(import.meta.dirname, 'reflect.py'), district.url])).out) as Printed;
});
afterAll(() => district.close());

test('reflection finds tables, views and their Chinese comments without naming the schema', () => {
  expect(printed.schema).toBe('reporting');
  expect(printed.kinds).toEqual(KINDS);
  expect(printed.titles).toEqual(TITLES);
  expect(printed.columnTitles).toEqual(COLUMN_TITLES);
});

const TYPES: Readonly<Record<string, ColumnType>> = {
  TEXT: 'text',
  'VARCHAR(12)': 'text',
  INTEGER: 'integer',
  NUMERIC: 'decimal',
  BOOLEAN: 'boolean',
  DATE: 'date',
  UUID: 'uuid',
  ARRAY: 'list',
};

test('reflection finds the columns with their types, and the keys', () => {
  for (const [name, columns] of Object.entries(printed.columns))
    expect([name, columns.map(([column, type, nullable]) => [column, TYPES[type], nullable])]).toEqual([
      name,
      COLUMNS[name],
    ]);
  expect(printed.primaryKeys).toEqual(PRIMARY_KEYS);
  expect(printed.foreignKeys).toEqual(FOREIGN_KEYS);
});

test.each(DATASETS.map(({ name }) => name))('pandas reads every row and every column of %s', async (name) => {
  const sorted = (rows: readonly (string | null)[][]) => rows.map((row) => JSON.stringify(row)).toSorted();
  const rows = await district.rows(`select * from ${name}`);
  expect(rows.length).toBeGreaterThan(0);
  expect(sorted(printed.rows[name]!)).toEqual(sorted(rows));
});

test('pandas sums the funds of a wide view to the figures that GraphQL tells', async () => {
  expect(Object.values(printed.upperFunds)).toEqual(await district.figures('FUND_UPPER_TOTAL'));
});

test('a date grouped by its year stays in its year', async () => {
  const years = await district.rows('select year from dim_year order by 1');
  expect(printed.years).toEqual(years.map(([year]) => Number(year)));
});

test('neither may write: the transaction is read-only', () => {
  expect(printed.refusals).toEqual(['25006', '25006']);
});
