import { databaseOf, connect } from '../../src/database/orm.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-long-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a ledger of special funds, a row for each amount, and says how it is imported into a division. */
function fundsOf(year: number, amounts: readonly string[], division: { code: string; name: string }) {
  const fileName = `${year}年专项资金台账.csv`;
  const path = join(folder, fileName);
  const lines = amounts.map(
    (amount, index) => `自治区,科技专项${index + 1},示例${index % 40}有限公司,${amount},${year}-${1 + (index % 12)}-15`,
  );
  writeFileSync(path, ['资金级别,资金名称,单位名称,金额（万元）,下达时间', ...lines].join('\n'));
  return { path, fileName, division };
}

/** So many amounts, none like another. */
function amountsOf(length: number): string[] {
  return Array.from({ length }, (_, index) => String(index + 1));
}

test('what few rows of a long file say of their amounts is kept, wherever they stand', async () => {
  const { db } = database;
  const amounts = Array.from({ length: 5_200 }, (_, index) => (index + 1) / 100);
  const written = amounts.map((amount, index) => (index === 4_500 ? '*' : index === 3_000 ? '约30' : String(amount)));
  const request = fundsOf(2023, written, { code: '990103', name: '示例区' });
  const { counts } = await runReport(db, await importWorkbook(db, request));
  expect(counts.created).toBe(5_200);
  const { rows } = await sql<{ at: number; flags: unknown }>`
    select row_number as at, flags from funding where flags <> '{}' order by row_number`.execute(db);
  expect(rows).toEqual([
    { at: 3_002, flags: { amount: 'approximate' } },
    { at: 4_502, flags: { amount: 'masked' } },
  ]);
  const { rows: figures } = await sql<{ value: number; partial: boolean; approximate: boolean }>`
    select value::float, partial, approximate from reporting.indicator_year
    where indicator = 'FUND_TOTAL' and division = '990103' and dimension = '' and year = 2023`.execute(db);
  const known = amounts.reduce(
    (sum, amount, index) => sum + (index === 4_500 ? 0 : index === 3_000 ? 3_000 : amount * 100),
    0,
  );
  expect(figures).toEqual([{ value: known / 100, partial: true, approximate: true }]);
});

test('a file that turns out to be unreadable when many of its rows were written leaves nothing, and the next one loads', async () => {
  const { db } = database;
  const request = fundsOf(2024, amountsOf(4_000), { code: '990104', name: '示例二区' });
  const count = async () =>
    (await sql<{ rows: number }>`select count(*)::int as rows from funding where division = '990104'`.execute(db))
      .rows[0]!.rows;
  const failed = await runReport(db, await importWorkbook(db, { ...request, limits: { maxRows: 3_500 } }));
  expect(failed.state).toBe('FAILED');
  expect(failed.issues.nodes.map(({ code }) => code)).toEqual(['TOO_MANY_ROWS']);
  expect(await count()).toBe(0);
  const loaded = await runReport(db, await importWorkbook(db, request));
  expect(loaded.counts.created).toBe(4_000);
  expect(await count()).toBe(4_000);
});

test('a file takes as long to load as it takes, however long a statement may last', async () => {
  const request = fundsOf(2022, amountsOf(20_000), { code: '990105', name: '示例三区' });
  const limited = await connect(database.url, { statement_timeout: 300 });
  try {
    const db = databaseOf(limited);
    const { state, counts } = await runReport(db, await importWorkbook(db, request));
    expect([state, counts.created]).toEqual(['COMMITTED', 20_000]);
  } finally {
    await limited.close(true);
  }
});
