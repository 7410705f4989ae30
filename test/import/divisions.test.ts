import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-divisions-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(fileName: string, text: string, code: string, name: string): Promise<void> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  await importWorkbook(database.db, { path, fileName, division: { code, name } });
}

const funds = (amount: number, no: string) =>
  `年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期\n2022,市,下达,专项资金,示例甲有限公司,${amount},${no},2022/3/1\n`;

test('a parent that comes later answers for all ledgers of what was there before it', async () => {
  const { db } = database;
  await load('资金.csv', funds(10, '示科〔2022〕1号'), '990103', '示例区');
  await load(
    '问题.csv',
    '年度,品种,类别,种植地点,面积（亩）\n2022,野菊,道地药材,石桥村,12\n2022,桃树,果树,石桥村,8\n',
    '990103',
    '示例区',
  );
  await load('市资金.csv', funds(5, '示科〔2022〕9号'), '990100', '示例市');

  const value = async (code: string) => {
    const [series] = await answer(db, { indicators: [code], from: 2022, to: 2022 });
    return [series?.division, series?.points[0]?.value];
  };
  expect(await value('FUND_CITY')).toEqual(['990100', 15]);
  expect(await value('PLANT_VARIETIES')).toEqual(['990100', 2]);
  const { rows } = await sql`select code, parent_code from reporting.dim_division order by code`.execute(db);
  expect(rows).toEqual([
    { code: '990100', parent_code: null },
    { code: '990103', parent_code: '990100' },
  ]);
});

test('a sheet named as the division that is given does not contradict it, though another has the same name', async () => {
  await load('西区.csv', funds(7, '示科〔2022〕5号'), '990104', '西区');
  const { rows } = await sql`select distinct division from funding where document_no = '示科〔2022〕5号'`.execute(
    database.db,
  );
  expect(rows).toEqual([{ division: '990104' }]);
});
