import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { lock } from '../../src/database/locks.js';
import { runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { until } from '../until.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-concurrency-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEADINGS = '行政区划代码,年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';

/** A ledger of two sister counties whose rows all have the same numbers, with an amount of its own. */
function ledger(name: string, amount: number, codes: readonly string[]): { path: string; fileName: string } {
  const rows = codes.flatMap((code) =>
    Array.from(
      { length: 50 },
      (_, index) =>
        `${code},2022,市,下达,专项资金${index},示例第${index % 7}有限公司,${amount},示科〔2022〕${index}号,2022/3/1`,
    ),
  );
  const path = join(folder, name);
  writeFileSync(path, [HEADINGS, ...rows].join('\n'));
  return { path, fileName: name };
}

test('imports that touch the same rows at the same time all end right, and the figures with them', async () => {
  const codes = ['150102', '150103'];
  const files = [
    ledger('资金甲.csv', 1, codes),
    ledger('资金乙.csv', 2, codes.toReversed()),
    ledger('资金丙.csv', 3, codes),
    ledger('资金丁.csv', 4, ['150104', '150105']),
  ];
  const runs = await Promise.all(
    files.map((file) => importWorkbook(database.db, file).then((id) => runReport(database.db, id))),
  );
  expect(runs.map((run) => run.state)).toEqual(['COMMITTED', 'COMMITTED', 'COMMITTED', 'COMMITTED']);
  const [first, second, third, fourth] = runs.map((run) => run.counts);
  expect(first!.created + second!.created + third!.created).toBe(100);
  expect(first!.updated + second!.updated + third!.updated).toBe(200);
  expect(fourth).toMatchObject({ created: 100, updated: 0 });

  const { rows } = await sql<{
    amount: number;
  }>`select distinct (amount / 10000)::int as amount from funding where division = any(${codes})`.execute(database.db);
  expect(rows).toHaveLength(1);
  const figures = await sql<{ division: string; value: number }>`
    select division, value::float8 from reporting.indicator_year where indicator = 'FUND_CITY' and dimension = '' order by 1`.execute(
    database.db,
  );
  const last = rows[0]!.amount;
  expect(Object.fromEntries(figures.rows.map((row) => [row.division, row.value]))).toEqual({
    '150000': 100 * last + 400,
    '150100': 100 * last + 400,
    '150102': 50 * last,
    '150103': 50 * last,
    '150104': 200,
    '150105': 200,
  });
});

test('an import takes its locks only when all is read, in the order of the divisions, so that none waits in a circle', async () => {
  const [first, second] = ['150121', '150122'];
  const { path, fileName } = ledger('两区资金.csv', 1, [second, first]);
  const imported = await database.db.transaction().execute(async (tx) => {
    await lock(tx, 'division', first);
    const done = importWorkbook(database.db, { path, fileName });
    done.catch(() => undefined);
    await waiting(done);
    // The file names this division first, and yet the import does not hold it while it waits for the other.
    await lock(tx, 'division', second);
    return { done };
  });
  expect(await runReport(database.db, await imported.done)).toMatchObject({
    state: 'COMMITTED',
    counts: { created: 100, rejected: 0 },
  });
});

/** Resolves when a transaction of this database waits for a lock; throws where the import ends instead. */
async function waiting(done: Promise<string>): Promise<void> {
  let ended = false;
  void done.finally(() => (ended = true)).catch(() => undefined);
  await until(async () => {
    if (ended) throw new Error('the import ended without waiting');
    const { rows } = await sql`
      select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
      where l.locktype = 'advisory' and not l.granted`.execute(database.db);
    return rows.length > 0;
  });
}

test('while one import is held open, others into another province and another county are committed', async () => {
  const held = ledger('甲县.csv', 1, ['530102']);
  const others = [ledger('乙省.csv', 2, ['440103']), ledger('乙县.csv', 3, ['530103'])];
  const first = await database.db.transaction().execute(async (tx) => {
    await lock(tx, 'division', '530102');
    const done = importWorkbook(database.db, { ...held, division: { code: '530102' } });
    done.catch(() => undefined);
    await waiting(done);
    // None of the divisions was there before, nor those above them.
    for (const [index, code] of ['440103', '530103'].entries()) {
      const id = await importWorkbook(database.db, { ...others[index]!, division: { code } });
      expect(await runReport(database.db, id)).toMatchObject({ state: 'COMMITTED', counts: { created: 50 } });
    }
    return { done };
  });
  expect(await runReport(database.db, await first.done)).toMatchObject({ state: 'COMMITTED', counts: { created: 50 } });
  const figures = await sql<{ division: string; value: number }>`
    select division, value::float8 from reporting.indicator_year
    where indicator = 'FUND_CITY' and dimension = '' and division = any('{530000,440000}') order by 1`.execute(
    database.db,
  );
  expect(figures.rows).toEqual([
    { division: '440000', value: 100 },
    { division: '530000', value: 200 },
  ]);
});

test('a preview makes no division that others see', async () => {
  const file = ledger('丙省.csv', 1, ['610102']);
  const id = await importWorkbook(database.db, { ...file, division: { code: '610102' }, dryRun: true });
  expect(await runReport(database.db, id)).toMatchObject({ state: 'PREVIEWED', counts: { created: 50 } });
  const { rows } = await sql`select code from division where code like '61%'`.execute(database.db);
  expect(rows).toEqual([]);
});
