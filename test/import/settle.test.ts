import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import type { Mapping } from '../../import/recognize/recognition.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-settle-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing here tells what it is a ledger of. */
const TABLE = (amount: string) =>
  `名称,单位,时间,数额（万元）\n甲事项,示例甲有限公司,2022-03-01,${amount}\n乙事项,示例乙有限公司,2022-05-01,20\n`;

async function load(
  fileName: string,
  text: string,
  division: string,
  settled?: Record<string, Mapping>,
  dryRun = false,
): Promise<RunReport> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const runId = await importWorkbook(database.db, {
    path,
    fileName,
    division: { code: division },
    dryRun,
    ...(settled === undefined ? {} : { settled }),
  });
  return runReport(database.db, runId);
}

test('a sheet that could be several ledgers is held, settled by a person, and known the next time in that division', async () => {
  const asked = await load('明细.csv', TABLE('10'), '150103');
  expect(asked).toMatchObject({ state: 'FAILED', counts: { created: 0 }, sheets: [{ ledger: null }] });

  const settled = {
    ledger: 'funding',
    columns: { 名称: 'item', 单位: 'organisation', 时间: 'date', '数额(万元)': 'amount' },
  };
  const answered = await load('明细.csv', TABLE('10'), '150103', { 明细: settled });
  expect(answered).toMatchObject({ state: 'COMMITTED', sheets: [{ ledger: 'funding' }] });

  const next = await load('另一份.csv', TABLE('30'), '150103');
  expect(next.sheets).toMatchObject([{ ledger: 'funding' }]);
  const elsewhere = await load('明细.csv', TABLE('10'), '150104');
  expect(elsewhere.sheets).toMatchObject([{ ledger: null }]);
});

const PROJECTS = '序号,项目名称,承担单位,资助经费（万元）\n1,甲项目,示例甲有限公司,10\n2,乙项目,示例乙有限公司,20\n';

interface Mapped {
  readonly id: string;
  readonly division: string;
  readonly ledger: string | null;
  readonly sheet: string | null;
  readonly headings: readonly string[];
  readonly columns: readonly {
    readonly heading: string;
    readonly field: string | null;
    readonly unit: string | null;
  }[];
  readonly facts: readonly { readonly field: string; readonly value: string }[];
  readonly decidedBy: string | null;
}

test('what was stated of all rows is shown with the rows, remembered for such sheets without the year, and forgotten on request', async () => {
  const server = await startTestServer(database.db);
  const mappings = async (division: string) =>
    (
      await server.ask<{ mappings: { totalCount: number; nodes: Mapped[] } }>(
        `{ mappings(division: "${division}") { totalCount nodes { id division ledger sheet headings columns { heading field unit } facts { field value } decidedBy } } }`,
      )
    ).mappings;
  try {
    const facts = { 年度: '2022', 项目级别: '市级', 项目状态: '立项' };
    const stated = await load('立项名单.csv', PROJECTS, '150203', { 立项名单: { ledger: 'project', facts } });
    expect(stated).toMatchObject({
      state: 'COMMITTED',
      counts: { created: 2 },
      sheets: [
        {
          years: [2022],
          facts: [
            { field: 'year', value: '2022' },
            { field: 'level', value: '市' },
            { field: 'status', value: '立项' },
          ],
        },
      ],
    });
    const { yearOverYear } = await server.ask<{
      yearOverYear: { points: { value: number; rows: { nodes: { facts: { field: string; value: string }[] }[] } }[] }[];
    }>(
      `{ yearOverYear(indicators: ["PROJ_APPROVED"], from: 2022, to: 2022, divisions: ["150203"]) { points { value rows(first: 1) { nodes { facts { field value } } } } } }`,
    );
    expect(yearOverYear[0]!.points[0]).toMatchObject({
      value: 2,
      rows: { nodes: [{ facts: stated.sheets[0]!.facts }] },
    });

    const again = await load('立项名单.csv', PROJECTS, '150203');
    expect(again).toMatchObject({ counts: { created: 0, unchanged: 2 }, sheets: [{ years: [2022] }] });
    const nextYear = await load('2023年立项名单.csv', PROJECTS.replaceAll('项目,', '课题,'), '150203');
    expect(nextYear.sheets).toMatchObject([
      {
        years: [2023],
        facts: [
          { field: 'level', value: '市' },
          { field: 'status', value: '立项' },
        ],
      },
    ]);
    expect(nextYear.issues.nodes.map(({ code }) => code)).toContain('FACT_REMEMBERED');
    const other = await load('推荐名单.csv', PROJECTS, '150203');
    expect(other.sheets).toMatchObject([{ facts: [] }]);

    expect(await mappings('150203')).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          division: '150203',
          ledger: 'project',
          sheet: '立项名单',
          headings: ['序号', '项目名称', '承担单位', '资助经费（万元）'],
          columns: [],
          facts: stated.sheets[0]!.facts,
        },
      ],
    });
    const { id } = (await mappings('150203')).nodes[0]!;
    await server.ask(`mutation { forgetMapping(id: "${id}") { id ledger } }`);
    await expect(server.ask(`mutation { forgetMapping(id: "${id}") { id } }`)).rejects.toThrow('没有记住的决定');
    expect(await mappings('150203')).toMatchObject({ totalCount: 0, nodes: [] });
    const forgotten = await load('2024年立项名单.csv', PROJECTS.replaceAll('项目,', '任务,'), '150203');
    expect(forgotten.sheets).not.toMatchObject([{ facts: [{ field: 'level' }, { field: 'status' }] }]);
  } finally {
    await server.stop();
  }
});

test('a preview on the command line remembers nothing', async () => {
  const tried = await load('试.csv', PROJECTS, '150204', { 试: { ledger: 'project', facts: { year: '2022' } } }, true);
  expect(tried.state).toBe('PREVIEWED');
  const { rows } = await sql`select from import_mapping where division = '150204'`.execute(database.db);
  expect(rows).toHaveLength(0);
});

test('a column by its address is remembered for the same headings in the same places only', async () => {
  const text = (...columns: string[]) =>
    `${columns.join(',')}\n${columns.map((name) => (name === '数额' ? '10' : name === '时间' ? '2022-03-01' : '示例甲有限公司')).join(',')}\n`;
  const settled = {
    ledger: 'funding',
    columns: { 名称: 'item', 单位: 'organisation', 时间: 'date', E: 'amount:万元', D: null },
  };
  const told = await load('甲.csv', text('名称', '单位', '时间', '数额', '数额'), '150205', { 甲: settled });
  expect(told.sheets).toMatchObject([{ ledger: 'funding' }]);
  const same = await load('乙.csv', text('名称', '单位', '时间', '数额', '数额').replace('10,10', '7,9'), '150205');
  expect(same.sheets[0]!.columns.map(({ field }) => field)).toEqual(['item', 'organisation', 'date', null, 'amount']);
  const moved = await load('丙.csv', text('数额', '数额', '名称', '单位', '时间'), '150205');
  expect(moved.sheets).toMatchObject([{ ledger: null }]);
});
