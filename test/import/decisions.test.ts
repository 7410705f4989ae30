import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook, type ImportRequest } from '../../import/import.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';
import { type LaidSheet, laidOut } from './write-workbook.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-decisions-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEAD = ['资金级次', '资金流向', '资金名称', '执行单位', '金额（万元）', '下达日期'];
const ROW = ['市', '下达', '专项资金', '示例甲有限公司', 10, '2022-03-01'];

async function load(
  sheets: readonly LaidSheet[],
  more: Partial<ImportRequest> & Pick<ImportRequest, 'division'>,
): Promise<RunReport> {
  const path = join(folder, '资金.xlsx');
  writeFileSync(path, await laidOut(...sheets));
  const runId = await importWorkbook(database.db, { path, fileName: '资金.xlsx', dryRun: true, ...more });
  return runReport(database.db, runId);
}

const titled = (title: string, ...columns: string[]) => [
  { name: '资金', rows: [[title], [...HEAD, ...(columns.length > 0 ? ['区县'] : [])], [...ROW, ...columns]] },
];

const fates = ({ state, sheets, issues }: RunReport) => ({
  state,
  of: sheets.map(({ divisions }) => divisions),
  codes: issues.nodes.filter(({ severity }) => severity !== 'INFO').map(({ code }) => code),
});

test('a decision about a sheet, a heading or a field that is not there imports nothing and says what there is', async () => {
  const sheets = titled('专项资金台账');
  const division = { code: '150103' };
  const refused = async (settled: NonNullable<ImportRequest['settled']>) => {
    const { state, counts, issues } = await load(sheets, { division, settled, dryRun: false });
    expect([state, counts.created]).toEqual(['FAILED', 0]);
    return issues.nodes.map(({ code, message }) => [code, message]);
  };
  expect(await refused({ 没有: { ledger: 'funding' } })).toEqual([
    ['DECISION_SHEET_ABSENT', expect.stringContaining('文件中的工作表：资金')],
  ]);
  expect(await refused({ 资金: { ledger: 'funding', columns: { 没有: 'amount' } } })).toEqual([
    ['DECISION_HEADING_ABSENT', expect.stringContaining('资金级次、资金流向')],
  ]);
  expect(await refused({ 资金: { ledger: 'funding', columns: { 资金名称: 'crop' } } })).toEqual([
    ['DECISION_FIELD_UNKNOWN', expect.stringContaining('item（')],
  ]);
  expect(await refused({ 资金: { ledger: 'funding', division: '999999' } })).toEqual([
    ['DECISION_SHEET_UNREAD', expect.stringContaining('没有行政区划“999999”')],
  ]);
});

test('a sheet whose title names another division than the one given is held until a person says whose it is', async () => {
  const sheets = titled('呼和浩特市玉泉区专项资金台账');
  const division = { code: '150102' };
  expect(fates(await load(sheets, { division }))).toEqual({
    state: 'FAILED',
    of: [[]],
    codes: ['DIVISION_CONTRADICTED'],
  });
  expect(fates(await load(sheets, { division: { code: '150104' } })).of).toEqual([['150104']]);
  const settled = { 资金: { division: '150102' } };
  expect(fates(await load(sheets, { division, settled })).of).toEqual([['150102']]);
  const assumed = fates(await load(sheets, { division, divisionAssumed: true }));
  expect(assumed).toEqual({ state: 'PREVIEWED', of: [['150104']], codes: ['DIVISION_FROM_TITLE'] });
});

test('a title of the city above, or of a county within the city given, contradicts nothing', async () => {
  const above = await load(titled('呼和浩特市专项资金台账'), { division: { code: '150102' } });
  expect(fates(above)).toMatchObject({ of: [['150102']], codes: [] });
  const within = await load(titled('呼和浩特市玉泉区专项资金台账'), { division: { code: '150100' } });
  expect(fates(within)).toMatchObject({ of: [['150104']] });
});

test('a column of counties is read row by row under their city, and contradicts another county', async () => {
  const sheets = titled('专项资金台账', '玉泉区');
  expect(fates(await load(sheets, { division: { code: '150100' } })).of).toEqual([['150104']]);
  expect(fates(await load(sheets, { division: { code: '150102' } })).codes).toEqual(['DIVISION_CONTRADICTED']);
  const far = [
    {
      name: '资金',
      rows: [
        [...HEAD, '区县'],
        ...Array.from({ length: 100 }, (_, at) => [...ROW.with(2, `专项${at}`), at === 99 ? '玉泉区' : '新城区']),
      ],
    },
  ];
  const { counts, issues } = await load(far, { division: { code: '150102' } });
  expect([counts.created, counts.rejected]).toEqual([99, 1]);
  expect(issues.nodes.find(({ severity }) => severity === 'ERROR')).toMatchObject({
    code: 'DIVISION_OUTSIDE',
    address: 'G101',
  });
});

test('another name for a known code is refused; the name can be corrected, and then holds everywhere', async () => {
  const sheets = titled('专项资金台账');
  await load(sheets, { division: { code: '990105', name: '示例旧区' }, dryRun: false });
  expect(fates(await load(sheets, { division: { code: '990105', name: '示例新区' } }))).toEqual({
    state: 'FAILED',
    of: [],
    codes: ['DIVISION_NAMED_OTHERWISE'],
  });
  const server = await startTestServer(database.db);
  try {
    const renamed = await server.ask(
      `mutation { renameDivision(code: "990105", name: "示例新区") { code name level } }`,
    );
    expect(renamed).toEqual({ renameDivision: { code: '990105', name: '示例新区', level: 'county' } });
    await expect(server.ask(`mutation { renameDivision(code: "990199", name: "示例区") { code } }`)).rejects.toThrow(
      /990199/u,
    );
    await expect(server.ask(`mutation { renameDivision(code: "990105", name: " ") { code } }`)).rejects.toThrow(
      /1 至 50/u,
    );
  } finally {
    await server.stop();
  }
  const again = await load(sheets, { division: { code: '990105', name: '示例新区' } });
  expect([fates(again).of, again.divisionNames]).toEqual([[['990105']], { '990105': '示例新区' }]);
});
