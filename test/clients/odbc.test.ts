import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type ColumnType, type Dataset, DATASETS } from '../../src/reporting/datasets.js';
import { readExpected } from '../district/expected.js';
import { FOREIGN_KEYS } from '../reporting/foreign-keys.js';
import { COLUMN_TITLES, COLUMNS, KINDS, PRIMARY_KEYS, TITLES } from './catalogue.js';
import { type District, openDistrict } from './district.js';
import { run } from './program.js';

/** psqlODBC, by which Excel and Power BI read SQL: unixODBC's isql for statements, pyodbc for what tools ask first. */
let district: District;
beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());

const ISQL = { command: 'isql', packages: ['unixodbc', 'odbc-postgresql'] };
const PYTHON = { command: '/usr/bin/python3', packages: ['python3-pyodbc', 'odbc-postgresql'] };

/** Longer than any text; isql cuts at 300 by itself. */
const WIDTH = '-L10000';
const TAB = '-x0x09';

/** What isql prints of a statement, which it takes on one line: a line a row, the values apart by tabs, an empty value for none. */
const isql = async (statement: string) => {
  const { out, err } = await run(
    ISQL,
    ['-k', district.odbc, '-b', '-v', '-c', TAB, WIDTH],
    `${statement.replaceAll(/\s+/gu, ' ')}\n`,
  );
  return { lines: out.split('\n').filter((line) => line !== ''), err };
};

/** A value of psqlODBC as it writes it for isql. */
const written = (value: string | null, type: ColumnType) => {
  if (value === null) return '';
  if (type === 'boolean') return value === 't' ? '1' : '0';
  return type === 'uuid' ? value.toUpperCase() : value;
};

describe('isql', () => {
  test.each(DATASETS.map((dataset): [string, Dataset] => [dataset.name, dataset]))(
    'reads every row and every column of %s',
    async (name, { columns, key }) => {
      const selected = columns.map((column) => `"${column.name}"`);
      const statement = `select ${selected.join(', ')} from ${name} order by ${key.join(', ')}`;
      const { lines, err } = await isql(statement);
      const rows = await district.rows(statement);
      expect(err).toBe('');
      expect(rows.length).toBeGreaterThan(0);
      expect(lines).toEqual(
        [
          columns.map((column) => column.name),
          ...rows.map((row) => row.map((value, index) => written(value, columns[index]!.type))),
        ].map((values) => values.join('\t')),
      );
    },
  );

  test('reads the figures that GraphQL tells and the ledgers give', async () => {
    const { lines } = await isql(
      `select value from indicator_year where indicator = 'FUND_UPPER_TOTAL' and dimension = '' and year between 2021 and 2024 order by year`,
    );
    expect(lines.slice(1).map(Number)).toEqual(await district.figures('FUND_UPPER_TOTAL'));
    expect(lines.slice(1).map(Number)).toEqual(
      Object.values(readExpected('samples/expected.json').indicators['FUND_UPPER_TOTAL']!),
    );
  });

  test('reads the Chinese comments, which psqlODBC does not give by itself', async () => {
    const tables = await isql(
      `select relname, obj_description(oid) from pg_class where relnamespace = 'reporting'::regnamespace and relkind in ('r', 'v')`,
    );
    expect(Object.fromEntries(tables.lines.slice(1).map((line) => line.split('\t')))).toEqual(TITLES);
    const columns = await isql(
      `select relname, col_description(attrelid, attnum) from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'reporting'::regnamespace and relkind in ('r', 'v') and attnum > 0 order by relname, attnum`,
    );
    expect(columns.lines.slice(1)).toEqual(
      Object.entries(COLUMN_TITLES)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, titles]) => titles.map((title) => `${name}\t${title}`)),
    );
  });

  test.each([
    "insert into dim_year values (2099, '2099-01-01', '2099-12-31')",
    'delete from target',
    'drop view project',
  ])('is refused %s', async (statement) => {
    const { lines, err } = await isql(statement);
    expect(err).toContain('Could not SQLExecute');
    expect(lines.join('\n')).toMatch(/\[(25006|42501)\]ERROR/u);
  });
});

describe('the catalogue calls', () => {
  /** What odbc.py prints. */
  interface Catalogue {
    readonly tables: Readonly<Record<string, string>>;
    readonly columns: Readonly<Record<string, readonly [name: string, type: string, nullable: number][]>>;
    readonly primaryKeys: Readonly<Record<string, readonly string[]>>;
    readonly foreignKeys: readonly string[];
  }

  const TYPES: Readonly<Record<string, ColumnType>> = {
    varchar: 'text',
    text: 'text',
    int4: 'integer',
    numeric: 'decimal',
    bool: 'boolean',
    date: 'date',
    uuid: 'uuid',
    _text: 'list',
  };

  test('list tables, views, columns with their types, and keys', async () => {
    const { out } = await run(PYTHON, [join(import.meta.dirname, 'odbc.py'), district.odbc]);
    const { tables, columns, primaryKeys, foreignKeys } = JSON.parse(out) as Catalogue;
    expect(tables).toEqual(KINDS);
    for (const [name, found] of Object.entries(columns))
      expect([name, found.map(([column, type, nullable]) => [column, TYPES[type], nullable === 1])]).toEqual([
        name,
        COLUMNS[name],
      ]);
    expect(primaryKeys).toEqual(PRIMARY_KEYS);
    expect(foreignKeys.toSorted()).toEqual(FOREIGN_KEYS);
  });
});
