import { expect, test } from '@jest/globals';
import type { SheetLimits } from '../../../import/parse/draft.js';
import type { Cell, Row, Sheet } from '../../../import/workbook/workbook.js';
import { contextOf, readSheet } from '../read-folder.js';

const cellOf = (text: string): Cell | undefined => (text === '' ? undefined : { kind: 'text', text });

/** A sheet of lines, cells parted by commas. */
function sheetOf(name: string, lines: readonly string[]): Sheet {
  const rows = lines.map((line, at): Row => ({ number: at + 1, hidden: false, cells: line.split(',').map(cellOf) }));
  return {
    name,
    index: 0,
    hidden: false,
    merges: [],
    hiddenColumns: new Set(),
    async *rows() {
      yield rows;
    },
  };
}

interface Where {
  readonly name?: string;
  readonly file?: string;
  readonly ledger?: string;
}

async function limitsOf(lines: readonly string[], { name = 'Sheet1', file = '台账.xlsx', ledger }: Where = {}) {
  const read = await readSheet(
    sheetOf(name, lines),
    contextOf(file, { year: 2022, ...(ledger === undefined ? {} : { settled: { ledger } }) }),
  );
  expect(read.drafts.length).toBeGreaterThan(0);
  return read.limits as SheetLimits;
}

const EVENT = '活动名称,活动时间,活动地点,参加人数';

test('the title of an activity ledger limits its kind where no column tells it', async () => {
  const limits = await limitsOf(['2022年科普活动台账', EVENT, '进校园,2022-03-01,示例学校,30'], { ledger: 'activity' });
  const absent = [
    'mode',
    'role',
    'partners',
    'enterprises',
    'materials',
    'policies',
    'channels',
    'volunteers',
    'consultations',
    'shifts',
  ];
  expect(limits).toEqual({ kind: ['科普'], ...Object.fromEntries(absent.map((field) => [field, []])) });
});

test('a title that lists kinds limits to all of them', async () => {
  const limits = await limitsOf(['科普、培训活动台账', EVENT, '进校园,2022-03-01,示例学校,30'], { ledger: 'activity' });
  expect(limits['kind']).toEqual(['培训', '科普']);
});

test('a column of kinds limits nothing, whatever the title says', async () => {
  const lines = ['2022年科普活动台账', `活动类型,${EVENT}`, '科普,进校园,2022-03-01,示例学校,30'];
  expect(await limitsOf(lines, { ledger: 'activity' })).not.toHaveProperty('kind');
});

test('the kind is told row by row where nothing but the names of the events tells it', async () => {
  expect(await limitsOf([EVENT, '科技培训,2022-03-01,示例学校,30'], { ledger: 'activity' })).not.toHaveProperty('kind');
});

const MONEY = '资金名称,执行单位,金额（万元）,下达文号,下达日期';
const PAID = '示例资金,示例一有限公司,10,示例〔2022〕1号,2022-03-01';

test('the title of a money ledger limits its level, and what is assumed limits as well', async () => {
  const limits = await limitsOf(['2022年市级科技专项资金', MONEY, PAID]);
  expect(limits).toMatchObject({ level: ['市'], flow: ['下达'] });
  for (const field of ['date', 'amount', 'item', 'organisation', 'documentNo', 'remark'])
    expect(limits).not.toHaveProperty(field);
});

test('the name of a sheet limits its level, before the title and the name of the file', async () => {
  const limits = await limitsOf(['科技专项资金', MONEY, PAID], { name: '自治区级', file: '市级资金.xlsx' });
  expect(limits['level']).toEqual(['自治区']);
});

test('the name of a CSV limits its level', async () => {
  const limits = await limitsOf([MONEY, PAID], { name: '2022年市级科技专项资金', file: '2022年市级科技专项资金.csv' });
  expect(limits['level']).toEqual(['市']);
});

test('a title that says nothing of the level limits it to none', async () => {
  expect((await limitsOf(['2022年科技专项资金', MONEY, PAID]))['level']).toEqual([]);
});

test('group rows state values row by row and limit nothing', async () => {
  const lines = ['2022年市级科技专项资金', MONEY, '一、自治区级', PAID, '二、市级', PAID.replace('1号', '2号')];
  expect(await limitsOf(lines)).not.toHaveProperty('level');
});

test('levels side by side limit to those that have a column', async () => {
  const heading = MONEY.replace('金额（万元）', '自治区资金（万元）,市级资金（万元）');
  const limits = await limitsOf(['科技专项资金', heading, PAID.replace('10', '10,20')]);
  expect(limits['level']).toEqual(['市', '自治区']);
  expect(limits).not.toHaveProperty('amount');
});

test('an amount beside one of another direction stands for any direction', async () => {
  const heading = MONEY.replace('金额（万元）', '金额（万元）,已拨付（万元）');
  const limits = await limitsOf(['市级科技专项资金', heading, PAID.replace('10', '10,5')]);
  expect(limits).not.toHaveProperty('flow');
});

test('of a list of approved projects the title limits when, and what it does not have is limited to none', async () => {
  const limits = await limitsOf([
    '2022年度区本级科技计划项目立项名单',
    '项目编号,项目名称,承担单位,财政经费（万元）',
    'X1,示例项目,示例一有限公司,10',
  ]);
  expect(limits).toMatchObject({ level: ['本级'], appliedDate: [], acceptedDate: [], status: [] });
  expect(limits['approvedDate']).toEqual(['2022']);
  expect(limits).not.toHaveProperty('grant');
});

test('a column that holds a span of time is one of both dates', async () => {
  const limits = await limitsOf([
    '科技计划项目台账',
    '项目编号,项目名称,承担单位,起止时间,申请时间',
    'X1,示例项目,示例一有限公司,2022.1-2022.12,2021-11-01',
  ]);
  expect(limits).not.toHaveProperty('startDate');
  expect(limits).not.toHaveProperty('endDate');
});

const ENTERPRISES = '企业名称,统一社会信用代码';
const ENTERPRISE = '示例一有限公司,91990103LC3CD608UY';

test('the type of a qualification is limited by the title, else told by numbers, else by nothing', async () => {
  const [heading, row] = [`${ENTERPRISES},证书编号`, `${ENTERPRISE},GR202215000456`];
  const ledger = 'qualification';
  expect((await limitsOf(['2022年高新技术企业名单', heading, row], { ledger }))['type']).toEqual(['高新技术企业']);
  expect(await limitsOf(['2022年企业名单', heading, row], { ledger })).not.toHaveProperty('type');
  const bare = await limitsOf(['2022年企业名单', `${ENTERPRISES},推荐时间`, `${ENTERPRISE},2022-05-01`], { ledger });
  expect(bare['type']).toEqual([]);
});

test('the end of validity is worked out where the day of issue is there', async () => {
  const list = (...columns: readonly [string, string]) =>
    limitsOf(['2022年高新技术企业名单', `${ENTERPRISES},${columns[0]}`, `${ENTERPRISE},${columns[1]}`], {
      ledger: 'qualification',
    });
  expect(await list('发证日期', '2022-11-01')).not.toHaveProperty('validUntil');
  expect(await list('推荐时间', '2022-05-01')).toMatchObject({ issuedDate: [], validUntil: [] });
});

test('the name of a pool is that of the sheet, which it limits', async () => {
  const lines = ['高新技术企业培育库', `${ENTERPRISES},入库日期`, `${ENTERPRISE},2022-05-01`];
  expect(await limitsOf(lines, { ledger: 'pool' })).toMatchObject({ pool: ['高新技术企业培育库'], leftDate: [] });
});
