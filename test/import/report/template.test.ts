import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import excel from 'exceljs';
import { sql } from 'kysely';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../../import/import.js';
import { READINGS, readingOf } from '../../../import/ledgers/index.js';
import type { LedgerReading } from '../../../import/ledgers/ledger.js';
import { type RunReport, runReport } from '../../../import/report/run-report.js';
import { isListSheet, TEMPLATE_ROWS, templateName, templateWorkbook } from '../../../import/report/template.js';
import { type TemplateColumn, templateColumns } from '../../../import/report/template/columns.js';
import { columnName } from '../../../src/entities/ledger.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';

const DIVISION = { code: '150103' };
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function importBytes(bytes: Uint8Array, fileName: string): Promise<RunReport> {
  const path = join(folder, 'workbook.xlsx');
  await writeFile(path, bytes);
  return runReport(database.db, await importWorkbook(database.db, { path, fileName, division: DIVISION }));
}

/** The template with its example's values in the first row to fill in, as a clerk would type them. */
async function filled(reading: LedgerReading): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await templateWorkbook(reading)) as unknown as excel.Buffer);
  const sheet = workbook.getWorksheet(reading.ledger.zh)!;
  for (const [index, column] of templateColumns(reading).entries()) {
    const example = sheet.getCell(TEMPLATE_ROWS.example, index + 1).value;
    sheet.getCell(TEMPLATE_ROWS.first, index + 1).value = column.heading === '序号' ? 1 : example;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** What a column's example is stored as, by database column. */
function stored(reading: LedgerReading, column: TemplateColumn): Record<string, unknown> {
  if (column.field === null || column.example === '') return {};
  const name = columnName(column.field);
  const { example } = column;
  const field = reading.ledger.fields[column.field]!;
  switch (field.kind) {
    case 'money':
      return { [name]: Number(example) * 10_000 };
    case 'number':
      return { [name]: Number(example) };
    case 'date':
      return { [name]: example, [`${name}_end`]: example, [`${name}_precision`]: 'day' };
    case 'boolean':
      return { [name]: example === '是' };
    case 'list':
      return { [name]: String(example).split('；') };
    default:
      return { [name]: example };
  }
}

describe.each(READINGS.map((reading) => [reading.ledger.zh, reading] as const))('the template of %s', (_, reading) => {
  const { table } = reading.ledger;

  test('imports untouched to no rows and no errors', async () => {
    const run = await importBytes(await templateWorkbook(reading), `${templateName(reading)}.xlsx`);
    expect(run.sheets.map((sheet) => sheet.ledger)).toEqual([reading.ledger.id]);
    expect(run.issues.nodes.filter((issue) => issue.code !== 'EXAMPLE_ROW')).toEqual([]);
    expect(run.counts).toEqual({ created: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 1 });
  });

  test('imports filled in to exactly the rows filled in', async () => {
    const run = await importBytes(await filled(reading), `${templateName(reading)}.xlsx`);
    // The reported figure is an example too, which the rows of the other templates do not add up to.
    const expected = ['EXAMPLE_ROW', 'OBSERVATION_MISMATCH', 'TOTALS_NOT_COUNTED'];
    expect(run.issues.nodes.filter((issue) => !expected.includes(issue.code))).toEqual([]);
    expect(run.counts).toEqual({ created: 1, updated: 0, unchanged: 0, rejected: 0, skipped: 1 });
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(table)} t`.execute(database.db);
    expect(rows).toHaveLength(1);
    const wanted = Object.assign({}, ...templateColumns(reading).map((column) => stored(reading, column)));
    expect(rows[0]!.row).toMatchObject({ ...wanted, year: 2024, division: DIVISION.code });
  });

  test('imports where only what is marked is filled in, and the example is deleted', async () => {
    const columns = templateColumns(reading);
    const must = (column: TemplateColumn) => column.heading.startsWith('*') || column.heading === '年度';
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await templateWorkbook(reading)) as unknown as excel.Buffer);
    const sheet = workbook.getWorksheet(reading.ledger.zh)!;
    for (const [index, column] of columns.entries()) {
      const cell = sheet.getCell(TEMPLATE_ROWS.example, index + 1);
      if (!must(column)) cell.value = column.heading === '序号' ? 1 : null;
    }
    const run = await importBytes(new Uint8Array(await workbook.xlsx.writeBuffer()), '台账.xlsx');
    expect(run.issues.nodes.filter((issue) => issue.severity === 'ERROR')).toEqual([]);
    expect(run.sheets[0]!.ledger).toBe(reading.ledger.id);
    expect(run.counts.created + run.counts.updated + run.counts.unchanged).toBe(1);
  });

  test('has every field, once', () => {
    const fields = templateColumns(reading).flatMap(({ field }) => (field === null ? [] : [field]));
    expect(fields.toSorted()).toEqual(Object.keys(reading.ledger.fields).toSorted());
  });
});

test('a template marks what must be filled in, names units, and offers the words of enumerations', async () => {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await templateWorkbook(readingOf('funding'))) as unknown as excel.Buffer);
  const sheet = workbook.worksheets[0]!;
  const headings = (sheet.getRow(TEMPLATE_ROWS.headings).values as string[]).slice(1);
  expect(headings).toEqual([
    '序号',
    '年度',
    '行政区划',
    '资金级次',
    '资金流向',
    '*资金名称',
    '执行单位',
    '统一社会信用代码',
    '*金额\n（万元）',
    '预算数\n（万元）',
    '执行数\n（万元）',
    '下达文号',
    '下达日期',
    '支持方向',
    '资金来源',
    '项目编号',
    '备注',
  ]);
  expect(sheet.getCell('D900').dataValidation).toMatchObject({
    type: 'list',
    errorStyle: 'warning',
    formulae: ['"国家,自治区,市,本级"'],
  });
  expect(sheet.getCell('A4').value).toBe('示例');
  expect(sheet.getCell('H5').numFmt).toBe('@');
  expect(sheet.getCell('I5').numFmt).toBe('#,##0.00####');
  expect(sheet.getCell('M5').numFmt).toBe('yyyy-mm-dd');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: TEMPLATE_ROWS.headings });
});

test('a list too long for a drop-down stands on a hidden sheet that is known', async () => {
  const members = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`第${index + 1}类资金`, []]));
  const funding = readingOf('funding');
  const long: LedgerReading = {
    ...funding,
    fields: { ...funding.fields, flow: { ...funding.fields['flow']!, vocabulary: { members, within: [] } } },
  };
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await templateWorkbook(long)) as unknown as excel.Buffer);
  const lists = workbook.worksheets[1]!;
  expect(lists.state).toBe('hidden');
  expect(isListSheet(lists.name, [String(lists.getCell('A1').value)])).toBe(true);
  expect(workbook.worksheets[0]!.getCell('E5').dataValidation.formulae).toEqual([`${lists.name}!$A$2:$A$91`]);
  expect(lists.getCell('A91').value).toBe('第90类资金');
});
