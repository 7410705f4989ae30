import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft, SheetLimits } from '../../../import/parse/draft.js';
import type { Issue } from '../../../import/issues/issue.js';
import { wordIssue } from '../../../import/issues/wording.js';
import { readRows } from '../../../import/parse/read.js';
import type { Mapping } from '../../../import/recognize/recognition.js';
import { RefusedImport } from '../../../import/runs/perform.js';
import { understand } from '../../../import/understand.js';
import { sheetChecks } from '../../../import/validate/sheet-checks.js';
import { VisibleRows } from '../../../import/visible-rows.js';
import { openWorkbook } from '../../../import/workbook/open.js';
import { contextOf } from '../read-folder.js';
import { type LaidSheet, laidOut } from '../write-workbook.js';

interface Read {
  readonly drafts: readonly Draft[];
  readonly issues: readonly Issue[];
  readonly limits: SheetLimits;
  readonly year: number | null;
}

/** Reads the only sheet of a workbook as a person decided about it. */
async function read(rows: LaidSheet['rows'], decided: Mapping, name = 'Sheet1'): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'stated-'));
  try {
    const path = join(folder, 'laid-out.xlsx');
    writeFileSync(path, await laidOut({ name, rows }));
    const workbook = await openWorkbook(path, { fileName: '名单.xlsx' });
    try {
      const [sheet] = workbook.sheets;
      const decisions = { now: { [name]: decided }, before: async () => undefined };
      const { reading, context } = await understand(sheet!, contextOf('名单.xlsx'), decisions, new VisibleRows());
      const drafts: Draft[] = [];
      const issues = [...reading.issues];
      let limits: SheetLimits = {};
      for await (const batch of readRows(sheet!, reading.recognition!, context, sheetChecks)) {
        drafts.push(...batch.drafts);
        issues.push(...batch.issues);
        limits = batch.limits ?? limits;
      }
      return { drafts, issues, limits, year: reading.recognition!.year };
    } finally {
      await workbook.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const valuesOf = ({ drafts }: Read, ...columns: string[]) =>
  drafts.map(({ year, values }) => [year, ...columns.map((column) => values[column] ?? null)]);
const codesOf = ({ issues }: Read) => issues.map(({ code }) => code);
const worded = async (rows: LaidSheet['rows'], decided: Mapping): Promise<string> => {
  const refused: unknown = await read(rows, decided).catch((error: unknown) => error);
  return refused instanceof RefusedImport ? wordIssue(refused.issue).message : 'not refused';
};

const PROJECTS = [
  ['序号', '项目名称', '承担单位', '资助经费（万元）'],
  [1, '甲项目', '示例甲有限公司', 10],
  [2, '乙项目', '示例乙有限公司', 20],
];

test('what holds for all rows is given to each, limits the sheet, and is told', async () => {
  const facts = { 年度: '2022', 项目级别: '市级', status: '立项' };
  const sheet = await read(PROJECTS, { ledger: 'project', facts });
  const columns = ['level', 'status', 'approved_date', 'approved_date_precision'];
  expect(valuesOf(sheet, ...columns)).toEqual([
    [2022, '市', '立项', '2022-01-01', 'year'],
    [2022, '市', '立项', '2022-01-01', 'year'],
  ]);
  expect(sheet.limits).toMatchObject({ level: ['市'], status: ['立项'], approvedDate: ['2022'], appliedDate: [] });
  expect(sheet.year).toBe(2022);
  expect(sheet.issues.filter(({ code }) => code === 'FACT_STATED').map((issue) => wordIssue(issue).message)).toEqual([
    '按这次的指定，全表的“年度”为“2022”。',
    '按这次的指定，全表的“项目级别”为“市”。',
    '按这次的指定，全表的“项目状态”为“立项”。',
  ]);
});

test('what a person states ranks above title and sheet name', async () => {
  const rows = [['2021年度自治区级科技计划项目推荐名单'], ...PROJECTS];
  const sheet = await read(rows, { ledger: 'project', facts: { year: '2022', level: '市', status: '立项' } });
  expect(valuesOf(sheet, 'level', 'approved_date', 'applied_date')[0]).toEqual([2022, '市', '2022-01-01', null]);
});

test('a date is stated as a year or a day, a yes or no in words, and an activity by its kind', async () => {
  const certificates = [
    ['序号', '企业名称', '证书编号'],
    [1, '示例甲有限公司', 'GR202215000123'],
  ];
  const facts = { 资质类型: '高新技术企业', 发证日期: '2022-12-14', renewal: '否' };
  const columns = ['type', 'issued_date', 'valid_until', 'renewal'];
  expect(valuesOf(await read(certificates, { ledger: 'qualification', facts }), ...columns)).toEqual([
    [2022, '高新技术企业', '2022-12-14', '2025-12-13', false],
  ]);
  const events = [
    ['活动名称', '时间', '参加人数'],
    ['走进社区', '2022-05-01', 30],
  ];
  expect(valuesOf(await read(events, { ledger: 'activity', facts: { kind: '科普' } }), 'kind')).toEqual([
    [2022, '科普'],
  ]);
});

test('a blank cell takes the stated value; a row that says something else is not loaded, and says so', async () => {
  const rows = [
    [...PROJECTS[0]!, '项目级别', '年度'],
    [...PROJECTS[1]!, '', 2022],
    [...PROJECTS[2]!, '自治区', ''],
    [3, '丙项目', '示例丙有限公司', 30, '', 2021],
  ];
  const sheet = await read(rows, { ledger: 'project', facts: { year: '2022', level: '市' } });
  expect(valuesOf(sheet, 'name', 'level')).toEqual([[2022, '甲项目', '市']]);
  expect(sheet.issues.filter(({ code }) => code === 'FACT_CONTRADICTED')).toMatchObject([
    { row: 3, heading: '项目级别', text: '自治区', params: { value: '市' } },
    { row: 4, text: '2021', params: { field: '年度', value: '2022' } },
  ]);
});

test('a group row and a date against what was stated are no less a contradiction', async () => {
  const rows = [
    ['资金名称', '执行单位', '金额（万元）', '下达日期'],
    ['一、省级资金', null, null, null],
    ['甲专项', '示例甲有限公司', 10, '2022-03-01'],
  ];
  const level = await read(rows, { ledger: 'funding', facts: { level: '市' } });
  expect([level.drafts, codesOf(level)]).toEqual([[], expect.arrayContaining(['FACT_CONTRADICTED'])]);
  const year = await read(rows, { ledger: 'funding', facts: { year: '2021' } });
  expect([year.drafts, codesOf(year)]).toEqual([[], expect.arrayContaining(['FACT_CONTRADICTED'])]);
  const both = await read(rows, { ledger: 'funding', facts: { level: '省级', year: '2022', flow: '拨付' } });
  expect(valuesOf(both, 'level', 'flow')).toEqual([[2022, '自治区', '拨付']]);
});

test('a required field may be stated where no column holds it', async () => {
  const rows = [
    ['举办单位', '时间', '参加人数'],
    ['示例甲协会', '2022-05-01', 30],
  ];
  const sheet = await read(rows, { ledger: 'activity', facts: { kind: '培训' } });
  expect(valuesOf(sheet, 'kind', 'people')).toEqual([[2022, '培训', '30']]);
});

test('a field or value that cannot be stated is refused with those that can', async () => {
  const project = (facts: Record<string, string>) => worded(PROJECTS, { ledger: 'project', facts });
  expect(await project({ level: '街道级' })).toContain('可以是：国家、自治区、市、本级。');
  expect(await project({ 年度: '22' })).toContain('四位年份');
  expect(await project({ 审批时间: '某日' })).toContain('年份或日期');
  expect(await project({ 财政经费: '10' })).toMatch(/可以指定：year（年度）、level（项目级别）/u);
  expect(await project({ 没有: '10' })).toContain('不能指定全表的“没有”');
});

test('columns and ledgers are named in Chinese, and columns with equal headings by their address', async () => {
  const rows = [
    ['事项', '单位', '时间', '数额', '数额'],
    ['甲专项', '示例甲有限公司', '2022-03-01', 10, 7],
    ['乙专项', '示例乙有限公司', '2022-04-01', 20, 9],
  ];
  const columns = { 事项: '资金名称', 单位: '执行单位', 时间: '下达日期', E: '金额:万元', d: null };
  const sheet = await read(rows, { ledger: 'funding', columns, facts: { 资金级次: '区级' } });
  expect(valuesOf(sheet, 'item', 'amount', 'level')).toEqual([
    [2022, '甲专项', '70000', '本级'],
    [2022, '乙专项', '90000', '本级'],
  ]);
  const twice = await worded(rows, { ledger: 'funding', columns: { 数额: 'amount:万元' } });
  expect(twice).toContain('D、E列');
});
