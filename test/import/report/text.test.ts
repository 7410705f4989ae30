import { expect, test } from '@jest/globals';
import { IssueLog } from '../../../import/issues/issue-log.js';
import { wordIssue } from '../../../import/issues/wording.js';
import type { RunReport } from '../../../import/report/run-report.js';
import { textReport } from '../../../import/report/text.js';

const COUNTS = { created: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 };

/** The report of a run with these issues, as it is after they were logged. */
function reportOf(log: IssueLog, sheets: RunReport['sheets'] = []): string {
  const nodes = log.listed().map(wordIssue);
  return textReport({
    id: 'run',
    fileName: '资金.xlsx',
    sha256: '',
    state: 'COMMITTED',
    dryRun: false,
    importedBy: null,
    createdAt: '2024-01-01T00:00:00Z',
    finishedAt: null,
    sheets,
    counts: COUNTS,
    effects: [],
    divisionNames: { '150104': '玉泉区' },
    issueCounts: Object.entries(log.counts).map(([code, count]) => ({ code, count })),
    issues: { nodes, totalCount: nodes.length },
  });
}

const bad = (row: number, text: string) =>
  ({ code: 'FIGURE_UNREADABLE', sheet: '2023', row, column: 3, heading: '金额', text }) as const;

test('issues of one cause are one entry with its rows, whatever the cells hold', () => {
  const log = new IssueLog();
  log.add([bad(3, '甲'), bad(4, '乙'), bad(9, '丙'), { code: 'TOTAL_ROW', sheet: '2023', row: 10 }]);
  expect(reportOf(log).split('\n')).toEqual([
    '资金.xlsx：已导入，没有数据行',
    '  [错误] 2023“金额”列第3—4、9行（3处）：“金额”应是数字，“甲”无法读取，本行没有导入。（其余2处同类）',
    '         → 请只填一个数字；没有数据请填“/”，为零请填“0”。',
    '  [提示] 2023第10行：这是合计行，不作为记录读取。',
  ]);
});

test('a flood of one kind hides no other, and is counted to its end', () => {
  const log = new IssueLog();
  log.add(Array.from({ length: 30_000 }, (_, row) => ({ code: 'TOTAL_ROW', sheet: '2023', row }) as const));
  log.add([bad(30_001, '甲')]);
  expect(log.counts).toEqual({ TOTAL_ROW: 30_000, FIGURE_UNREADABLE: 1 });
  expect(log.kept.length).toBeLessThan(10_000);
  const report = reportOf(log);
  expect(report).toContain('[错误] 2023!D30001：');
  expect(report).toContain(`[提示] 另有同类${30_000 - (log.kept.length - 1)}处没有列出：这是合计行`);
});

test('a sheet that was not read comes with the words that settle it', () => {
  const sheet = {
    name: 'Sheet1',
    ledger: null,
    score: null,
    reason: null,
    headerRow: null,
    title: null,
    unit: null,
    year: null,
    columns: [],
    candidates: [{ ledger: 'funding', score: 0.5, reason: '' }],
    facts: [],
    divisions: [],
    years: [],
    counts: COUNTS,
  };
  expect(reportOf(new IssueLog(), [sheet])).toContain("如果是科技专项资金台账，请加 --map 'Sheet1=funding'");
  const log = new IssueLog();
  log.add([{ code: 'LEDGER_UNCERTAIN', sheet: 'Sheet1', row: 1 }]);
  expect(reportOf(log, [sheet]).split('\n')[0]).toBe('资金.xlsx：已导入，1 张工作表待确认，没有读取');
  const ignored = new IssueLog();
  ignored.add([{ code: 'SHEET_IGNORED', sheet: 'Sheet1', params: { reason: '' } }]);
  expect(reportOf(ignored, [sheet]).split('\n')[0]).toBe('资金.xlsx：已导入，1 张工作表没有读取');
});

test('a sheet that was read says of which divisions and years its rows are', () => {
  const sheet = {
    name: '2022',
    ledger: 'funding',
    score: 1,
    reason: '',
    headerRow: 1,
    title: null,
    unit: null,
    year: null,
    columns: [],
    candidates: [],
    facts: [],
    divisions: ['150104', '990103'],
    years: [2021, 2022, 2024],
    counts: { ...COUNTS, created: 3 },
  };
  expect(reportOf(new IssueLog(), [sheet])).toContain('新增 3 行，玉泉区（150104）、990103，2021—2022、2024年');
});
