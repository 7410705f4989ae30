import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { runReport, type RunReport } from '../../import/report/run-report.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';

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

async function report(fileName: string, text: string, code: string, name?: string): Promise<RunReport> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const division = name === undefined ? { code } : { code, name };
  return runReport(database.db, await importWorkbook(database.db, { path, fileName, division }));
}

const told = ({ issues }: RunReport) => issues.nodes.map(({ code, address, message }) => [code, address, message]);
const places = async (documentNo: string) => {
  const { rows } = await sql<{ division: string }>`
    select division from funding where document_no = ${documentNo} order by row_number`.execute(database.db);
  return rows.map(({ division }) => division);
};
const CHANGED =
  '区划 371202（莱芜市莱城区）自2018-12-26起改为 370116（莱芜区），已登记到现区划。依据：国函〔2018〕163号。';

test('rows imported for a division whose code is no more are those of the present one', async () => {
  const run = await report('莱城.csv', funds(7, '莱科〔2022〕5号'), '371202');
  expect(told(run)).toContainEqual(['DIVISION_CHANGED', null, CHANGED]);
  expect(await places('莱科〔2022〕5号')).toEqual(['370116']);
  await report('莱城区.csv', funds(8, '莱科〔2022〕6号'), '371202', '莱城区');
  expect(await places('莱科〔2022〕6号')).toEqual(['370116']);
  const other = await report('另一区.csv', funds(9, '莱科〔2022〕7号'), '371202', '槐荫区');
  expect(told(other).map(([code]) => code)).toEqual(['DIVISION_NAMED_OTHERWISE']);
  const split = await report('抚宁.csv', funds(9, '抚科〔2022〕7号'), '130323');
  expect(told(split)).toEqual([
    [
      'DIVISION_SPLIT',
      null,
      '区划 130323（秦皇岛市抚宁县）自2015-07-23起分属 130302（海港区）、130304（北戴河区）、130306（抚宁区），不能确定是哪一个，没有导入。',
    ],
  ]);
});

test('a column may name divisions that are no more by code or by name; of one that was split it is asked', async () => {
  const rows = ['371202', '莱城区', '莱芜市莱城区', '莱城区', '章丘市', '历下区', '郊区'];
  const heading = '区划,年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';
  const run = await report(
    '山东.csv',
    [
      heading,
      ...rows.map((text, index) => `${text},2022,市,下达,专项资金${index},示例甲有限公司,1,鲁科〔2022〕1号,2022/3/1`),
    ].join('\n'),
    '370000',
  );
  expect(await places('鲁科〔2022〕1号')).toEqual(['370116', '370116', '370116', '370116', '370114', '370102']);
  const issues = told(run);
  expect(issues.filter(([code]) => code === 'DIVISION_CHANGED').map(([, address]) => address)).toEqual([
    'A2',
    'A3',
    'A4',
    'A6',
  ]);
  expect(issues.filter(([code]) => code === 'DIVISION_UNRESOLVED').map(([, address]) => address)).toEqual(['A8']);
  const hebei = await report(
    '河北.csv',
    [heading, '抚宁县,2022,市,下达,专项,甲,1,冀科〔2022〕1号,2022/3/1'].join('\n'),
    '130000',
  );
  expect(told(hebei).map(([code, address]) => [code, address])).toContainEqual(['DIVISION_SPLIT', 'A2']);
});

test('the changes of codes can be asked for, added and removed', async () => {
  const server = await startTestServer(database.db);
  try {
    const fields = '{ oldCode oldName oldParent newCode since kind source }';
    const ask = (text: string) => server.ask<Record<string, unknown>>(text);
    expect(await ask('{ division(code: "371202") { code name parent { name } } }')).toEqual({
      division: { code: '370116', name: '莱芜区', parent: { name: '济南市' } },
    });
    expect(await ask(`{ divisionChanges(code: "370116") ${fields} }`)).toEqual({
      divisionChanges: [
        {
          oldCode: '371202',
          oldName: '莱城区',
          oldParent: '莱芜市',
          newCode: '370116',
          since: '2018-12-26',
          kind: 'CHANGED',
          source: '国函〔2018〕163号',
        },
      ],
    });
    await expect(
      ask(
        '{ yearOverYear(indicators: ["FUND_CITY"], from: 2022, to: 2022, divisions: ["371202"]) { points { value } } }',
      ),
    ).rejects.toThrow('371202 的代码已变更，现为 370116');
    const add = (old: string) =>
      ask(`mutation { addDivisionChange(change: {
      oldCode: "${old}", oldName: "旧区", oldParent: "示例市", newCodes: ["990104"], since: "2024", source: "示例文件" }) { newCode kind } }`);
    expect(await add('990198')).toEqual({ addDivisionChange: [{ newCode: '990104', kind: 'CHANGED' }] });
    await report('旧区.csv', funds(3, '旧科〔2022〕5号'), '990198');
    expect(await places('旧科〔2022〕5号')).toEqual(['990104']);
    await expect(add('990104')).rejects.toThrow('应有与原代码不同的现代码');
    await expect(add('990103')).rejects.toThrow('区划 990103 已有台账');
    expect(await ask('mutation { removeDivisionChange(oldCode: "990198") }')).toEqual({
      removeDivisionChange: '990198',
    });
    await expect(ask('{ division(code: "990198") { code } }')).rejects.toThrow('没有行政区划');
  } finally {
    await server.stop();
  }
});
