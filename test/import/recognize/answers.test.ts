import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WordedIssue, wordIssue } from '../../../import/issues/wording.js';
import { type Mappings, mergedMaps, readFact, readMap } from '../../../import/map-option.js';
import { readRows } from '../../../import/parse/read.js';
import { partsBeside } from '../../../import/recognize/parts-beside.js';
import { understand } from '../../../import/understand.js';
import { sheetChecks } from '../../../import/validate/sheet-checks.js';
import { VisibleRows } from '../../../import/visible-rows.js';
import { openWorkbook } from '../../../import/workbook/open.js';
import { contextOf } from '../read-folder.js';
import { type LaidSheet, laidOut } from '../write-workbook.js';

interface Read {
  readonly ledger: string | null;
  readonly rows: readonly (readonly [row: number, values: Readonly<Record<string, unknown>>, letters: string])[];
  readonly issues: readonly WordedIssue[];
}

/** Reads the only sheet of a workbook, in parts where it stands in parts, as people decided. */
async function read(name: string, rows: LaidSheet['rows'], now: Mappings = {}): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  try {
    const path = join(folder, 'laid-out.xlsx');
    writeFileSync(path, await laidOut({ name, rows }));
    const workbook = await openWorkbook(path, { fileName: '表.xlsx' });
    try {
      const context = contextOf('表.xlsx');
      const all: Read = { ledger: null, rows: [], issues: [] };
      const read = { ...all, rows: [...all.rows], issues: [...all.issues] };
      for (const sheet of await partsBeside(workbook.sheets[0]!)) {
        const decisions = { now, before: async () => undefined };
        const { reading, context: own } = await understand(sheet, context, decisions, new VisibleRows());
        read.issues.push(...reading.issues.map(wordIssue));
        if (reading.recognition === null) continue;
        read.ledger = reading.recognition.ledger.id;
        for await (const batch of readRows(sheet, reading.recognition, own, sheetChecks)) {
          read.issues.push(...batch.issues.map(wordIssue));
          for (const { row, values, cells } of batch.drafts)
            read.rows.push([row, values, cells.letters.filter((_, at) => cells.texts[at] !== undefined).join('')]);
        }
      }
      return read;
    } finally {
      await workbook.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The options that a remedy offers, one list of them an answer. */
function optionsIn(remedy: string): Mappings[] {
  const [, command = ''] = /命令行加 (.*?)；接口/u.exec(remedy) ?? [];
  return command.split(' 或 ').map((answer) => {
    const given = [...answer.matchAll(/--(map|fact) (?:'([^']*)'|"((?:[^"\\]|\\.)*)")/gu)].map(
      ([, option, single, double]) => [option, single ?? double!.replaceAll(/\\(.)/gu, '$1')] as const,
    );
    const of = (name: string, take: typeof readMap) =>
      given.filter(([option]) => option === name).reduce<Mappings>((before, [, text]) => take(text, before), {});
    return mergedMaps(of('map', readMap), of('fact', readFact));
  });
}

const question = ({ issues }: Read, code: string): WordedIssue => {
  const found = issues.find((issue) => issue.code === code);
  if (found === undefined) throw new Error(`${code} is not among ${issues.map((issue) => issue.code).join()}`);
  return found;
};

const FUNDS = [
  ['资金名称', '执行单位', '下达日期', '市级资金（万元）'],
  ['甲专项', '示例甲有限公司', '2022-03-01', 10],
  ['乙专项', '示例乙有限公司', '2022-04-01', 20],
];

test.each([
  [
    'LEDGER_UNCERTAIN',
    '明细',
    [
      ['名称', '单位', '时间', '数额（万元）'],
      ['甲事项', '示例甲有限公司', '2022-03-01', 10],
    ],
  ],
  [
    'COLUMN_AMBIGUOUS',
    "甲's!资金=表",
    [
      ['资金级次', '资金名称', '执行单位', '下达日期', '金额（万元）', '金额（万元）'],
      ['市', '甲专项', '示例甲有限公司', '2022-03-01', 10, 7],
      ['市', '乙专项', '示例乙有限公司', '2022-04-01', 20, 9],
    ],
  ],
  [
    'MEMBER_UNKNOWN',
    '资金',
    FUNDS.map((row, at) => [
      ...row.slice(0, 3),
      ...[
        ['自治区资金（万元）', '某某资金（万元）', '市级资金（万元）'],
        [1, 2, 3],
        [4, 5, 6],
      ][at]!,
    ]),
  ],
  [
    'UNIT_UNKNOWN',
    '资金',
    [
      ['资金级次', '资金名称', '执行单位', '下达日期', '金额'],
      ['市', '甲专项', '示例甲有限公司', '2022-03-01', 3000],
      ['市', '乙专项', '示例乙有限公司', '2022-04-01', 2500],
    ],
  ],
  [
    'COUNT_UNIT_UNKNOWN',
    '区域统计',
    [['2023年区域统计数据'], ['年度', '地区生产总值（亿元）', '常住人口'], [2023, 18.6, 8600]],
  ],
  [
    'PART_OF_YEAR',
    '研发投入',
    [
      ['2023年1—9月规上企业研发投入情况表'],
      ['企业名称', '研发费用（万元）', '营业收入（万元）'],
      ['示例甲有限公司', 100, 1000],
    ],
  ],
  [
    'ROWS_ARE_COUNTS',
    '科技特派员服务',
    [
      ['2022年科技特派员服务情况'],
      ['序号', '姓名', '服务乡镇', '服务次数'],
      [1, '张某某', '示例镇', 12],
      [2, '李某某', '示例镇', 8],
    ],
  ],
] as const)('each answer that %s offers, given as it stands, reads the sheet', async (code, name, rows) => {
  const asked = await read(name, rows);
  expect(asked.ledger).toBeNull();
  const { remedy } = question(asked, code);
  const answers = optionsIn(remedy!);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) {
    const answered = await read(name, rows, answer);
    expect(answered.ledger).not.toBeNull();
    expect(answered.rows.length).toBeGreaterThan(0);
  }
  expect(remedy).toMatch(/接口 settleSheet 的参数为 sheet: "[^;]*", ledger: "|columns: \[/u);
});

test('what a sheet lacks is asked with the values that it can have, and the answer gives them', async () => {
  const rows = [
    ['项目名称', '承担单位', '资助经费（万元）'],
    ['甲项目', '示例甲有限公司', 10],
  ];
  const asked = await read('立项名单', rows);
  expect(asked.rows).toHaveLength(0);
  const year = optionsIn(question(asked, 'YEAR_UNRESOLVED').remedy!)[0]!;
  const level = question(asked, 'FIELD_ABSENT');
  expect(level.remedy).toContain('值可以是：国家、自治区、市、本级。');
  expect(level.remedy).toContain('facts: [{ field: "level", value: "国家" }]');
  const both = {
    立项名单: { facts: { ...year['立项名单']!.facts, ...optionsIn(level.remedy!)[0]!['立项名单']!.facts } },
  };
  const answered = await read('立项名单', rows, both);
  expect(answered.rows.map(([, values]) => values['level'])).toEqual(['国家']);
});

test('of a list in parts side by side every part is read, each row with its own cells', async () => {
  const headings = ['序号', '企业名称', '证书编号'];
  const list = await read('名单', [
    ['2022年度高新技术企业认定名单'],
    [...headings, null, ...headings],
    [1, '示例甲有限公司', 'GR202215000001', null, 3, '示例丙有限公司', 'GR202215000003'],
    [2, '示例乙有限公司', 'GR202215000002', null, null, null, null],
  ]);
  expect(
    list.rows.map(([row, values, letters]) => [row, values['certificate_no'], values['issued_date'], letters]),
  ).toEqual([
    [3, 'GR202215000001', '2022-01-01', 'ABC'],
    [4, 'GR202215000002', '2022-01-01', 'ABC'],
    [3, 'GR202215000003', '2022-01-01', 'EFG'],
  ]);
});

test('years above headings that repeat are no parts: they are read as years', async () => {
  const headings = ['企业名称', '研发投入（万元）'];
  const list = await read('研发投入', [
    ['2021年', null, '2022年', null],
    [...headings, ...headings],
    ['示例甲有限公司', 10, '示例甲有限公司', 20],
  ]);
  expect(list.rows.map(([row, values]) => [row, values['rd_expense']])).toEqual([
    [3, '100000'],
    [3, '200000'],
  ]);
});

test.each([[['无']], [[1, '无', '无', '无']], [['本年度无此类活动']], [[]]])(
  'a ledger in which only %j stands says that it holds no row',
  async (row) => {
    const list = await read('科普', [['2022年科普活动台账'], ['序号', '活动名称', '时间', '参加人数'], row]);
    expect(list.rows).toEqual([]);
    expect(question(list, 'SHEET_WITHOUT_ROWS').message).toContain('没有数据行');
  },
);
