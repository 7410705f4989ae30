import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { importWorkbook } from '../../import/import.js';
import { ensureDivisions } from '../../import/load/divisions.js';
import { columnName, fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { connectionOf } from '../../src/reporting/connection.js';
import type { Dataset } from '../../src/reporting/dataset.js';
import { DATASETS } from '../../src/reporting/datasets.js';
import { grantReader, removeReader } from '../../src/reporting/reader.js';
import { importDistrict } from '../reporting/import-district.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import {
  type Asked,
  canonicalValue,
  csvDoor,
  type Door,
  inDoubles,
  jsonDoor,
  odataDoor,
  type Row,
  sqlDoor,
  withoutEmptyTexts,
  xlsxDoor,
} from './door.js';
import { askFigures, type Figure } from './figures.js';

const role = `bi_${randomBytes(6).toString('hex')}`;
let database: TestDatabase;
let server: TestServer;
let client: pg.Client;
let bySql: Door;

beforeAll(async () => {
  database = await createTestDatabase();
  // Two districts under one city, whose figures are then sums.
  await ensureDivisions(database.db, [{ code: '990200', name: '青岭市' }]);
  await importDistrict(database.db);
  for (const fileName of ['02科技专项资金台账.xlsx', '07科技活动台账.xlsx', '09综合台账.xlsx', '10年度目标任务.xlsx']) {
    const path = join(import.meta.dirname, '../fixtures/district', fileName);
    await importWorkbook(database.db, { path, fileName, division: { code: '990205', name: '碧溪区' } });
  }
  server = await startTestServer(database.db);
  const reader = await grantReader(database.db, { name: role, exclusive: false });
  client = new pg.Client({ connectionString: connectionOf(database.url, reader).url });
  await client.connect();
  bySql = sqlDoor(client);
});
afterAll(async () => {
  await client.end();
  await removeReader(database.db, role);
  await server.stop();
  await database.close();
});

const datasetOf = (name: string): Dataset => DATASETS.find((dataset) => dataset.name === name)!;

/** A part of the months is enough for a workbook reader that is slow. */
const ASKED: readonly Asked[] = DATASETS.map((dataset) => ({
  dataset,
  part: dataset.name === 'indicator_month' ? { division: '990205', year: 2022 } : undefined,
}));

test.each(ASKED.map((asked) => [asked.dataset.name, asked] as const))(
  '%s is the same in SQL, OData, JSON, CSV and XLSX, value by value',
  async (_name, asked) => {
    const rows = await bySql(asked);
    expect(rows.length).toBeGreaterThan(0);
    expect(await odataDoor(server.url)(asked)).toEqual(rows);
    expect(await jsonDoor(server.url)(asked)).toEqual(rows);
    expect(await csvDoor(server.url)(asked)).toEqual(rows);
    const workbook = await xlsxDoor(server.url)(asked);
    expect(inDoubles(asked.dataset, workbook)).toEqual(withoutEmptyTexts(inDoubles(asked.dataset, rows)));
  },
);

test.each(['indicator_year', 'indicator_month'])(
  'what a figure of %s is made of has no zeros at its end',
  async (name) => {
    const { rows } = await client.query<{ numerator: string; denominator: string | null }>(
      `select numerator, denominator from reporting.${name} where numerator is not null`,
    );
    const digits = rows.flatMap((row) => [row.numerator, row.denominator ?? '0']);
    expect(digits.length).toBeGreaterThan(100);
    expect(digits.filter((text) => /\.\d*0$/u.test(text))).toEqual([]);
  },
);

test.each(LEDGERS.map((ledger) => [ledger.table, ledger] as const))(
  'a date of %s is its first day where it is known to the month, else empty',
  async (table, { fields }) => {
    for (const row of await bySql({ dataset: datasetOf(table) }))
      for (const [name] of Object.entries(fields).filter(([, { kind }]) => kind === 'date')) {
        const column = columnName(name);
        const known = ['day', 'xun', 'month'].includes(row[`${column}_precision`] ?? '');
        expect([column, row[column]]).toEqual([column, known ? row[`${column}_from`] : null]);
      }
  },
);

test.each(LEDGERS.map((ledger) => [ledger.connection, ledger] as const))(
  '%s in GraphQL are the rows of the other doors, value by value',
  async (_name, ledger) => {
    const dataset = datasetOf(ledger.table);
    const fields = askedFields(ledger);
    const rows = await bySql({ dataset });
    const shown = rows.map((row) => Object.fromEntries(fields.map(({ column }) => [column, row[column]!])));
    expect(inDoubles(dataset, await askRows(ledger, dataset))).toEqual(
      inDoubles(dataset, shown).map((row) => expect.objectContaining(row)),
    );
  },
);

/** The columns of a view that a ledger's GraphQL type has, each with what is asked for it. */
function askedFields(ledger: LedgerDeclaration): { column: string; path: readonly string[] }[] {
  const own = Object.entries(ledger.fields).flatMap(([name, declared]) =>
    fieldColumns(name, declared).map((column) => {
      const suffix = column.name.slice(columnName(name).length);
      // `source` is where a row came from.
      const field = name === 'source' ? 'sourceText' : name;
      // GraphQL gives the first day of a span, which has a column of its own.
      const place = suffix === '' && declared.kind === 'date' ? `${column.name}_from` : column.name;
      return { column: place, path: [field + { '': '', _end: 'End', _precision: 'Precision' }[suffix]!] };
    }),
  );
  const enterprise = [
    { column: 'enterprise_id', path: ['enterpriseRef', 'rowId'] },
    { column: 'enterprise_name', path: ['enterpriseRef', 'name'] },
    { column: 'enterprise_credit_code', path: ['enterpriseRef', 'creditCode'] },
  ];
  return [
    { column: 'id', path: ['rowId'] },
    ...['division', 'year'].map((column) => ({ column, path: [column] })),
    ...own,
    ...(ledger.enterprise === undefined ? [] : enterprise),
    { column: 'flags', path: ['flags', 'field flag'] },
    { column: 'workbook', path: ['source', 'workbook'] },
    { column: 'sheet', path: ['source', 'sheet'] },
    { column: 'row_number', path: ['source', 'row'] },
  ];
}

/** All rows of a ledger's connection, in its own order, which is that of the key. */
async function askRows(ledger: LedgerDeclaration, dataset: Dataset): Promise<Row[]> {
  const fields = askedFields(ledger);
  const selected = fields.map(({ path }) =>
    path.reduceRight((inner, name) => `${name}${inner && ` { ${inner} }`}`, ''),
  );
  const rows: Row[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { page }: { page: Connection } = await server.ask<{ page: Connection }>(
      `query ($after: String) { page: ${ledger.connection}(first: 50, after: $after) {
        nodes { ${selected.join(' ')} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    for (const node of page.nodes) {
      const values = fields.map(({ column, path }) => {
        const type = dataset.columns.find(({ name }) => name === column)!.type;
        const value = column === 'flags' ? flagsOf(node) : reach(node, path);
        return [column, canonicalValue(type, value)] as const;
      });
      rows.push(Object.fromEntries(values));
    }
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  return rows;
}

interface Connection {
  readonly nodes: readonly object[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The flags of a node by column. */
function flagsOf(node: object): object | null {
  const { flags } = node as { flags: readonly { field: string; flag: string }[] };
  return Object.fromEntries(flags.map(({ field, flag }) => [columnName(field), flag]));
}

/** What stands at the end of a path; null where a link leads nowhere. */
function reach(node: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at === null ? null : (at as Record<string, unknown>)[name]), node);
}

const NOTHING: Figure = {
  value: null,
  previous: null,
  change: null,
  rate: null,
  reason: 'NO_DATA',
  partial: false,
  approximate: false,
  undated: false,
  target_low: null,
  target_high: null,
  target_text: null,
  completion: null,
  met: null,
};

/** A row of figures as GraphQL shows it; what the row's table does not have stays as given. */
function figureOf(row: Row, columns: readonly string[]): Figure {
  const read = (name: string) => {
    const value = row[name]!;
    if (value === null || name === 'reason' || name === 'target_text') return value;
    return value === 'true' || value === 'false' ? value === 'true' : Number(value);
  };
  return Object.fromEntries(columns.map((name) => [name, read(name)]));
}

const keyOf = (row: Row) => `${row['division']} ${row['indicator']} ${row['member'] ?? ''} ${row['year']}`;

async function known() {
  const { indicators } = await server.ask<{ indicators: { code: string; dimensions: string[] }[] }>(
    '{ indicators { code dimensions } }',
  );
  const years = await bySql({ dataset: datasetOf('indicator_year') });
  const divisions = [...new Set(years.map((row) => row['division']!))];
  const numbers = years.map((row) => Number(row['year']));
  return { indicators, years, divisions, from: Math.min(...numbers), to: Math.max(...numbers) };
}

test('every indicator of every division and year is the same in GraphQL, parents included', async () => {
  const { indicators, years, divisions, from, to } = await known();
  expect(divisions).toEqual(expect.arrayContaining(['990200', '990204', '990205']));
  const columns = Object.keys(NOTHING).filter((name) => name !== 'undated');
  const expected = new Map(
    years.filter((row) => row['dimension'] === '').map((row) => [keyOf(row), figureOf(row, columns)]),
  );
  // A year that is only planned has its target all the same.
  for (const row of await bySql({ dataset: datasetOf('target') })) {
    const key = keyOf({ ...row, member: '' });
    if (row['indicator'] === null || expected.has(key)) continue;
    const { low, high, text } = row as Record<'low' | 'high' | 'text', string | null>;
    const target = { ...row, target_low: low, target_high: high, target_text: text };
    expected.set(key, { ...NOTHING, ...figureOf(target, ['target_low', 'target_high', 'target_text']) });
  }
  let compared = 0;
  for (let at = 0; at < indicators.length; at += 10) {
    const codes = indicators.slice(at, at + 10).map(({ code }) => code);
    for (const [key, figure] of await askFigures(server, { indicators: codes, divisions, from, to })) {
      const row = expected.get(key);
      expect([key, figure]).toEqual([key, { ...NOTHING, ...row }]);
      if (row !== undefined) compared += 1;
    }
  }
  const asked = [...expected.keys()].filter((key) => Number(key.split(' ').at(-1)) <= to);
  expect(compared).toBe(asked.length);
  expect(compared).toBeGreaterThan(300);
});

test('every split of an indicator is the same in GraphQL', async () => {
  const { indicators, years, divisions, from, to } = await known();
  const columns = ['value', 'previous', 'change', 'rate', 'reason', 'partial', 'approximate'];
  const dimensions = new Set(years.map((row) => row['dimension']!).filter((dimension) => dimension !== ''));
  expect(dimensions.size).toBeGreaterThan(5);
  for (const by of dimensions) {
    const codes = indicators.filter((indicator) => indicator.dimensions.includes(by)).map(({ code }) => code);
    const rows = years.filter((row) => row['dimension'] === by);
    expect(codes).toEqual(expect.arrayContaining([...new Set(rows.map((row) => row['indicator']!))]));
    const figures = await askFigures(server, { indicators: codes, divisions, from, to, by });
    for (const row of rows)
      expect([keyOf(row), figures.get(keyOf(row))]).toEqual([
        keyOf(row),
        expect.objectContaining(figureOf(row, columns)),
      ]);
    const shown = [...figures.values()].filter(({ value }) => value !== null);
    expect(shown).toHaveLength(rows.filter((row) => row['value'] !== null).length);
  }
});

test.each([1, 6, 11])('January to month %i is the same in GraphQL', async (throughMonth) => {
  const { indicators, divisions } = await known();
  const months = (await bySql({ dataset: datasetOf('indicator_month') })).filter(
    (row) => row['dimension'] === '' && row['year'] === '2024' && row['month'] === String(throughMonth),
  );
  const codes = indicators.map(({ code }) => code);
  const figures = await askFigures(server, { indicators: codes, divisions, from: 2024, to: 2024, throughMonth });
  const columns = ['value', 'partial', 'approximate', 'undated'];
  expect(months.length).toBeGreaterThan(50);
  for (const row of months)
    expect([keyOf(row), figures.get(keyOf(row))]).toEqual([
      keyOf(row),
      expect.objectContaining(figureOf(row, columns)),
    ]);
});
