import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type ColumnType, DATASETS } from '../../src/reporting/datasets.js';
import { FOREIGN_KEYS } from '../reporting/foreign-keys.js';
import { COLUMN_TITLES, COLUMNS, KINDS, PRIMARY_KEYS, TITLES } from './catalogue.js';
import { type District, openDistrict } from './district.js';
import { run } from './program.js';

/** The PostgreSQL JDBC driver, by which Metabase, FineBI, DataEase and DBeaver read a database. */
const JAVA = { command: 'java', packages: ['default-jdk-headless', 'libpostgresql-jdbc-java'] };
const DRIVER = '/usr/share/java/postgresql.jar';

let district: District;
let lines: string[][];
beforeAll(async () => {
  district = await openDistrict();
  const { out } = await run(JAVA, ['-cp', DRIVER, join(import.meta.dirname, 'Catalogue.java'), district.jdbc]);
  lines = out.split('\n').map((line) => line.split('\t'));
});
afterAll(() => district.close());

/** What the lines of one kind tell. */
const told = (what: string) => lines.filter(([kind]) => kind === what).map(([, ...values]) => values);

test('getSchemas and getTables list tables and views with their Chinese remarks', () => {
  expect(told('schema')).toContainEqual(['reporting']);
  const tables = told('table');
  expect(Object.fromEntries(tables.map(([name, kind]) => [name, kind]))).toEqual(KINDS);
  expect(Object.fromEntries(tables.map(([name, , remarks]) => [name, remarks]))).toEqual(TITLES);
});

const TYPES: Readonly<Record<string, ColumnType>> = {
  text: 'text',
  varchar: 'text',
  int4: 'integer',
  numeric: 'decimal',
  bool: 'boolean',
  date: 'date',
  uuid: 'uuid',
  _text: 'list',
};

test.each(DATASETS.map(({ name }) => name))('getColumns lists the columns of %s with types and remarks', (name) => {
  const columns = told('column').filter(([table]) => table === name);
  expect(columns.map(([, column, type, nullable]) => [column, TYPES[type!], nullable === 'YES'])).toEqual(
    COLUMNS[name],
  );
  expect(columns.map(([, , , , remarks]) => remarks)).toEqual(COLUMN_TITLES[name]);
});

test('getPrimaryKeys and getImportedKeys list the keys', () => {
  const keys = told('primary').toSorted(([, a], [, b]) => Number(a) - Number(b));
  for (const { name } of DATASETS)
    expect([name, keys.filter(([table]) => table === name).map(([, , column]) => column)]).toEqual([
      name,
      PRIMARY_KEYS[name],
    ]);
  expect(
    told('foreign')
      .map(([table, column, other, key]) => `${table}.${column} → ${other}.${key}`)
      .toSorted(),
  ).toEqual(FOREIGN_KEYS);
});

test.each(DATASETS.map(({ name }) => name))(
  'every row of %s is fetched, Chinese text and figures whole',
  async (name) => {
    const fetched = told('row').filter(([table]) => table === name);
    const rows = await district.rows(`select * from ${name}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(fetched.map(([, ...values]) => values.join('\t')).toSorted()).toEqual(
      rows.map((row) => row.map(String).join('\t')).toSorted(),
    );
  },
);

test('the figures are those of GraphQL', async () => {
  const names = COLUMNS['indicator_year']!.map(([name]) => name);
  const figures = told('row')
    .filter(([table]) => table === 'indicator_year')
    .map(([, ...values]) => Object.fromEntries(names.map((name, index) => [name, values[index]])))
    .filter(({ indicator, dimension }) => indicator === 'HNTE_STOCK' && dimension === '')
    .filter(({ year }) => Number(year) >= 2021 && Number(year) <= 2024)
    .toSorted((a, b) => Number(a['year']) - Number(b['year']));
  expect(figures.map(({ value }) => Number(value))).toEqual(await district.figures('HNTE_STOCK'));
});

test('writes are refused', () => {
  expect(told('refusal')).toEqual([['25006'], ['25006']]);
});
