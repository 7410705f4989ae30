import { expect, test } from '@jest/globals';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

async function read(rows: readonly (readonly LaidCell[])[]) {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows }]);
  const { drafts, issues, limits } = sheet!;
  return {
    limits,
    told: (...names: string[]) => drafts.map(({ values }) => names.map((each) => values[each] ?? null)),
    codes: issues.map(({ code }) => code),
  };
}

const [A, B] = ['示例甲有限公司', '示例乙有限公司'];

test('the year in which something ended is its end', async () => {
  const pool = await read([
    ['科技企业培育库'],
    ['企业名称', '培育库', '入库年份', '退出年度'],
    [A, '高企培育库', 2021, 2023],
    [B, '高企培育库', 2022, null],
  ]);
  expect(pool.told('left_date', 'left_date_precision')).toEqual([
    ['2023-01-01', 'year'],
    [null, null],
  ]);
  const projects = await read([
    ['科技计划项目验收台账'],
    ['项目名称', '承担单位', '立项年度', '验收年度', '验收结论'],
    ['甲项目', A, 2020, 2022, '通过'],
  ]);
  expect(projects.told('accepted_date', 'accepted_date_precision')).toEqual([['2022-01-01', 'year']]);
});

test('a term of validity from one month to another tells both its days, unless another column has the first', async () => {
  const title = ['2021年度省级专精特新中小企业名单'];
  const term = '2021年12月—2024年11月';
  const dates = ['issued_date', 'valid_until_end'];
  const alone = await read([title, ['企业名称', '有效期'], [A, term]]);
  expect(alone.told(...dates)).toEqual([['2021-12-01', '2024-11-30']]);
  expect(alone.limits).not.toHaveProperty('issuedDate');
  const beside = await read([title, ['企业名称', '发证日期', '有效期'], [A, '2021-12-20', term]]);
  expect(beside.told(...dates)).toEqual([['2021-12-20', '2024-11-30']]);
  const mixed = await read([title, ['企业名称', '有效期'], [A, term], [B, '三年']]);
  expect(mixed.told('issued_date')).toEqual([[null], [null]]);
});

test('a note above the table tells the term of service of all rows, a column that of its own', async () => {
  const title = ['2022年度科技特派员选派名单'];
  const note = ['服务期限：2022年7月至2024年6月'];
  const names = ['start_date', 'end_date'];
  const noted = await read([title, note, ['姓名', '工作单位', '服务乡镇'], ['张某一', A, '甲乡']]);
  expect(noted.told(...names)).toEqual([['2022-07-01', '2024-06-30']]);
  expect(noted.limits).toMatchObject({ startDate: ['2022'], endDate: ['2024'] });
  const own = await read([title, note, ['姓名', '工作单位', '服务期限'], ['张某一', A, '2023年1月至2023年12月']]);
  expect(own.told(...names)).toEqual([['2023-01-01', '2023-12-31']]);
  const other = await read([title, ['填报期限：2022年7月至2022年8月'], ['姓名', '工作单位'], ['张某一', A]]);
  expect(other.told(...names)).toEqual([[null, null]]);
});

test('whether an agreement was signed is told under headings that name the agreement', async () => {
  const signed = await read([
    ['2022年度科技特派员名册'],
    ['姓名', '工作单位', '服务协议签订情况'],
    ['张某一', A, '已签订'],
    ['张某二', A, '未签订'],
  ]);
  expect(signed.told('contract_type')).toEqual([['服务协议'], ['未签订']]);
});

test('the heading of the day of an agreement tells the type of those that were signed', async () => {
  const signed = await read([
    ['2022年度科技特派员选派名单'],
    ['姓名', '工作单位', '服务协议签订日期'],
    ['张某一', A, '2022年3月12日'],
    ['张某二', A, '未签订'],
    ['张某三', A, null],
  ]);
  expect(signed.told('contract_type')).toEqual([['服务协议'], [null], [null]]);
});

test('a deadline that never comes is no date and rejects no row', async () => {
  const issues = await read([
    ['2023年存在问题整改台账'],
    ['存在问题', '整改措施', '完成时限'],
    ['研发投入不足', '上门辅导', '长期坚持'],
    ['人才不足', '柔性引才', '2023年10月'],
  ]);
  expect(issues.told('closed_date')).toEqual([[null], ['2023-10-01']]);
});

test('a table with years down and indicators across is one of totals, each named and measured by its heading', async () => {
  const rows = [
    ['历年科技工作统计表'],
    ['年份', '高新技术企业数（家）', '技术合同成交额（亿元）', '科普活动（场次）', '备注'],
    ['2022年', 20, 1.2, 0, null],
    ['2023年', 25, '*', 11, '快报数'],
    ['合计', 45, 1.2, 11, null],
  ] as const;
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows }]);
  expect(sheet!.reading.recognition?.ledger.id).toBe('observation');
  expect(sheet!.drafts.map(({ year, values }) => [year, values['indicator'], values['unit'], values['value']])).toEqual(
    [
      [2022, '高新技术企业数', '家', '20'],
      [2022, '技术合同成交额', '亿元', '1.2'],
      [2022, '科普活动', '场次', '0'],
      [2023, '高新技术企业数', '家', '25'],
      [2023, '技术合同成交额', '亿元', null],
      [2023, '科普活动', '场次', '11'],
    ],
  );
});

test('a table of goals with what was reached is one of targets, each figure in the unit of its goal', async () => {
  const rows = [
    ['2024年度科技创新指标完成情况表'],
    ['指标名称', '计量单位', '年度目标', '截至12月底完成情况', '完成率'],
    ['技术合同成交额', '万元', '6000万元以上', '0.58亿元', 0.97],
    ['科技型中小企业入库', '家', '≥20', '已入库23家', 1.15],
    ['优化创新生态', null, '进一步优化', '已完成', null],
    ['专利授权量', '件', 30, '3万元', null],
    ['科普活动', '次', 10, '详见附件1、附件2', null],
  ] as const;
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows }]);
  expect(sheet!.reading.recognition?.ledger.id).toBe('target');
  expect(sheet!.drafts.map(({ values }) => [values['low'], values['actual']])).toEqual([
    ['6000', '5800'],
    ['20', '23'],
    [null, null],
    ['30', null],
    ['10', null],
  ]);
  expect(sheet!.issues.map(({ code, row }) => `${code} ${row}`)).toContain('REACHED_UNREADABLE 7');
});

test('what was reached by the middle of the year is not read as the year’s', async () => {
  const half = await read([
    ['2024年上半年目标任务完成情况表'],
    ['指标名称', '计量单位', '年度目标', '完成情况'],
    ['科普活动', '次', 10, 6],
  ]);
  expect(half.told('low', 'actual')).toEqual([['10', null]]);
  expect(half.codes).toContain('REACHED_PART_OF_YEAR');
});

test('sums of a part of a year are not read as those of an enterprise’s year until a person says so', async () => {
  const laid = (title: string) => ({
    name: 'Sheet1',
    rows: [[title], ['企业名称', '研发费用（万元）', '营业收入（万元）'], [A, 100, 1000]],
  });
  for (const title of ['2023年1—9月规上企业研发投入情况表', '2023年上半年规上企业研发投入情况表']) {
    const [asked] = await readLaidOut('台账.xlsx', [laid(title)]);
    expect(asked!.issues.map(({ code }) => code)).toEqual(['PART_OF_YEAR']);
    const settled = { facts: { 年度: '2023' } };
    const [told] = await readLaidOut('台账.xlsx', [laid(title)], { settled });
    expect(told!.drafts.map(({ year, values }) => [year, values['rd_expense']])).toEqual([[2023, '1000000']]);
  }
  for (const title of ['2023年1—12月规上企业研发投入情况表', '2023年规上企业研发投入情况表（3月填报）']) {
    const [whole] = await readLaidOut('台账.xlsx', [laid(title)]);
    expect(whole!.drafts).toHaveLength(1);
  }
});
