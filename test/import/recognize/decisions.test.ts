import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Mapping } from '../../../import/recognize/recognition.js';
import { READINGS } from '../../../import/ledgers/index.js';
import type { LedgerReading } from '../../../import/ledgers/ledger.js';
import { normalise } from '../../../import/text/normalise.js';
import { recognizeSheet } from '../../../import/recognize/recognize.js';
import type { Row, Sheet } from '../../../import/workbook/workbook.js';

/** A sheet of texts and numbers. */
function sheetOf(rows: readonly (readonly (string | number)[])[], name = '明细'): Sheet {
  const laid = rows.map((cells, at): Row => ({
    number: at + 1,
    hidden: false,
    cells: cells.map((cell) =>
      typeof cell === 'number'
        ? { kind: 'number', text: String(cell), value: cell }
        : cell === ''
          ? undefined
          : { kind: 'text', text: cell },
    ),
  }));
  return {
    name,
    index: 0,
    hidden: false,
    merges: [],
    hiddenColumns: new Set(),
    async *rows() {
      yield laid;
    },
  };
}

function recognize(sheet: Sheet, settled: Mapping) {
  return recognizeSheet(sheet, { fileName: '明细.xlsx', settled });
}

const SPREAD = [
  ['资金名称', '执行单位', '下达日期', '市级资金', '区级奖补资金'],
  ['专项一', '示例甲有限公司', '2022-03-01', 10, 5],
  ['专项二', '示例乙有限公司', '2022-04-01', 20, 8],
];

test('a level among levels that a person settles is taken as that level, beside the others', async () => {
  const { recognition } = await recognize(sheetOf(SPREAD), {
    ledger: 'funding',
    columns: { 区级奖补资金: 'amount:万元', 市级资金: 'amount:万元' },
  });
  expect(recognition?.columns.map(({ heading, field, set }) => [heading, field, set]).slice(3)).toEqual([
    ['市级资金', 'amount', { level: '市' }],
    ['区级奖补资金', 'amount', { level: '本级' }],
  ]);
});

test('a figure that is settled where it cannot stand beside others is refused, with the others named', async () => {
  const rows = SPREAD.map((row) => row.with(4, row[4] === '区级奖补资金' ? '某种数额' : row[4]!));
  const { recognition, issues } = await recognize(sheetOf(rows), {
    ledger: 'funding',
    columns: { 某种数额: 'amount:万元' },
  });
  expect(recognition).toBeNull();
  expect(issues).toMatchObject([{ code: 'DECISION_IMPOSSIBLE', heading: '某种数额' }]);
  expect(String(issues[0]!.params?.['reason'])).toContain('市级资金');
  const alone = await recognize(sheetOf(rows), {
    ledger: 'funding',
    columns: { 某种数额: 'amount:万元', 市级资金: null },
  });
  expect(alone.recognition?.columns.map(({ field }) => field)).toEqual([
    'item',
    'organisation',
    'date',
    null,
    'amount',
  ]);
});

test('of two columns that could be the same the one that a person chose is taken, without a further question', async () => {
  const rows = [
    ['项目名称', '执行单位', '下达日期', '资金总额（万元）', '项目经费（万元）'],
    ['专项一', '示例甲有限公司', '2022-03-01', 10, 5],
    ['专项二', '示例乙有限公司', '2022-04-01', 20, 8],
  ];
  expect((await recognize(sheetOf(rows), { ledger: 'funding' })).issues[0]!.code).toBe('COLUMN_AMBIGUOUS');
  for (const heading of ['资金总额(万元)', '项目经费(万元)']) {
    const { recognition } = await recognize(sheetOf(rows), { ledger: 'funding', columns: { [heading]: 'amount' } });
    const amounts = recognition?.columns.filter(({ field }) => field === 'amount');
    expect(amounts?.map((column) => normalise(column.heading))).toEqual([heading]);
  }
});

test.each([
  [{ 没有的表头: 'amount' }, 'DECISION_HEADING_ABSENT', /资金名称.*市级资金/],
  [{ 市级资金: 'people' }, 'DECISION_FIELD_UNKNOWN', /amount（金额）/],
] as const)('a decision about %j is refused, with what there is', async (columns, code, offered) => {
  const { recognition, issues } = await recognize(sheetOf(SPREAD), { ledger: 'funding', columns });
  expect(recognition).toBeNull();
  expect(issues[0]!.code).toBe(code);
  expect(Object.values(issues[0]!.params ?? {}).join()).toMatch(offered);
});

test('a heading that stands twice cannot be settled', async () => {
  const rows = [
    ['资金名称', '执行单位', '金额', '金额'],
    ['专项一', '示例甲有限公司', 10, 5],
  ];
  const { issues } = await recognize(sheetOf(rows), { ledger: 'funding', columns: { 金额: 'amount:万元' } });
  expect(issues[0]!.code).toBe('DECISION_HEADING_TWICE');
});

test('a column of telephone numbers is not stored, whatever is said of it', async () => {
  const rows = [
    ['资金名称', '执行单位', '金额（万元）', '号码'],
    ...[1, 2, 3].map((at) => [`专项${at}`, '示例甲有限公司', at, `1380000000${at}`]),
  ];
  const refused = await recognize(sheetOf(rows), { ledger: 'funding', columns: { 号码: 'projectNo' } });
  expect(refused.issues[0]!.code).toBe('DECISION_IMPOSSIBLE');
  const unread = await recognize(sheetOf(rows), { ledger: 'funding', columns: { 号码: null } });
  expect(unread.recognition?.columns[3]!.role).toBe('personal');
});

test('a unit that a person states is not overruled by a column of units', async () => {
  const rows = [
    ['资金名称', '执行单位', '金额', '单位'],
    ['专项一', '示例甲有限公司', 10, '元'],
    ['专项二', '示例乙有限公司', 20, '元'],
  ];
  const { issues } = await recognize(sheetOf(rows), { ledger: 'funding', columns: { 金额: 'amount:万元' } });
  expect(issues[0]!.code).toBe('DECISION_IMPOSSIBLE');
});

const VALUES: Readonly<Record<string, readonly (string | number)[]>> = {
  money: [10, 25.5, 300],
  number: [3, 40, 120],
  date: ['2022-03-01', '2022年5月', '2023-01-09'],
  boolean: ['是', '否', '是'],
  organisation: ['示例甲有限公司', '示例乙研究院', '示例丙合作社'],
  person: ['赵洋', '钱明', '孙丽'],
  code: ['示科2022001', '示科2022002', '示科2022003'],
};
const OTHER_TEXTS = ['甲类事项', '乙类事项', '丙类事项'];
const STRANGE = [
  '某数',
  '其他情况',
  '区级奖补资金',
  '市级资金',
  '合计',
  '起止时间',
  '年度',
  '单位',
  '2021年',
  '2022年',
];

/** A sheet with some headings of a ledger and some strange ones, and what a person says of some of them. */
const decidedSheets = fc.constantFrom(...READINGS).chain((reading: LedgerReading) => {
  const fields = Object.keys(reading.ledger.fields);
  const heading = fc.constantFrom(...fields).chain((field) => {
    const { kind, zh } = reading.ledger.fields[field]!;
    const words = [zh, ...(reading.fields[field]?.headings ?? []), ...(reading.fields[field]?.weak ?? [])];
    return fc.constantFrom(...words).map((word) => ({ word, values: VALUES[kind] ?? OTHER_TEXTS }));
  });
  const strange = fc
    .tuple(fc.constantFrom(...STRANGE), fc.constantFrom(...Object.values(VALUES)))
    .map(([word, values]) => ({ word, values }));
  return fc.record({
    reading: fc.constant(reading),
    columns: fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: heading }, { weight: 1, arbitrary: strange }), {
      selector: ({ word }) => normalise(word),
      minLength: 3,
      maxLength: 10,
    }),
    choices: fc.array(fc.option(fc.option(fc.constantFrom(...fields), { nil: null, freq: 3 }), { nil: undefined }), {
      minLength: 10,
      maxLength: 10,
    }),
    named: fc.boolean(),
  });
});

test('each column that a person decided ends as exactly that, or the sheet is held', async () => {
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(decidedSheets, async ({ reading, columns, choices, named }) => {
      const rows = [
        columns.map(({ word }) => word),
        ...[0, 1, 2].map((at) => columns.map(({ values }) => values[at]!)),
      ];
      const decided = Object.fromEntries(
        columns.flatMap(({ word }, at) => (choices[at] === undefined ? [] : [[normalise(word), choices[at]!]])),
      );
      const { recognition, issues } = await recognize(sheetOf(rows), {
        ...(named ? { ledger: reading.ledger.id } : {}),
        columns: decided,
      });
      if (recognition === null) {
        expect(issues.length).toBeGreaterThan(0);
        return;
      }
      const ends = recognition.columns
        .map((column) => ({ name: normalise(column.heading), ...column }))
        .filter(({ name }) => Object.hasOwn(decided, name));
      expect(Object.fromEntries(ends.map(({ name, field }) => [name, field]))).toEqual(decided);
      for (const { field, role, end, total, set } of ends) {
        if (field !== null) expect([role, end, total]).toEqual(['field', undefined, undefined]);
        else
          expect([['ignored', 'personal'].includes(role), end, total, set]).toEqual([
            true,
            undefined,
            undefined,
            undefined,
          ]);
      }
      // No two columns of one draft give the same field.
      const taken = recognition.columns.flatMap(({ field, end, year, set }) =>
        [field, end].flatMap((each) =>
          each === null || each === undefined ? [] : [JSON.stringify([each, year, set])],
        ),
      );
      if (ends.length > 0) expect(taken.length).toBe(new Set(taken).size);
      followed += ends.length;
    }),
    { numRuns: 1_500, seed: 13 },
  );
  expect(followed).toBeGreaterThan(300);
});
