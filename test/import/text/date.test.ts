import { describe, expect, test } from '@jest/globals';
import { dateParser } from '../../../import/parse/date-cell.js';
import type { Cell } from '../../../import/workbook/workbook.js';

const YEAR = 2022;
const parse = dateParser();
const text = (content: string, year: number | null = YEAR) => parse({ kind: 'text', text: content }, year);
const number = (value: number, year: number | null = YEAR) =>
  parse({ kind: 'number', text: String(value), value } satisfies Cell, year);

describe('a text states', () => {
  test.each([
    ['2017.03.02', '2017-03-02', '2017-03-02', 'day'],
    ['2020-1-9', '2020-01-09', '2020-01-09', 'day'],
    ['2020/1/9', '2020-01-09', '2020-01-09', 'day'],
    ['2020年9月21日', '2020-09-21', '2020-09-21', 'day'],
    ['2020年9月21号', '2020-09-21', '2020-09-21', 'day'],
    ['20/1/1', '2020-01-01', '2020-01-01', 'day'],
    ['20220305', '2022-03-05', '2022-03-05', 'day'],
    ['2020/1/1 1:01 上午', '2020-01-01', '2020-01-01', 'day'],
    ['2022-03-05T08:30:00', '2022-03-05', '2022-03-05', 'day'],
    ['2022年3月11日（星期五）', '2022-03-11', '2022-03-11', 'day'],
    ['２０２２年３月５日', '2022-03-05', '2022-03-05', 'day'],
    ['二〇二二年三月十一日', '2022-03-11', '2022-03-11', 'day'],
    ['二〇二三', '2023-01-01', '2023-12-31', 'year'],
    ['二○二二年三月五日', '2022-03-05', '2022-03-05', 'day'],
    ['23年', '2023-01-01', '2023-12-31', 'year'],
    ['23年度', '2023-01-01', '2023-12-31', 'year'],
    ['2023。3。15', '2023-03-15', '2023-03-15', 'day'],
    ['2023、3、15', '2023-03-15', '2023-03-15', 'day'],
    ['2023·3', '2023-03-01', '2023-03-31', 'month'],
    ['2023-03-01 09:00-11:30', '2023-03-01', '2023-03-01', 'day'],
    ['43835', '2020-01-05', '2020-01-05', 'day'],
    ['2020年1月', '2020-01-01', '2020-01-31', 'month'],
    ['2021/3', '2021-03-01', '2021-03-31', 'month'],
    ['2024.2', '2024-02-01', '2024-02-29', 'month'],
    ['202203', '2022-03-01', '2022-03-31', 'month'],
    ['2022年', '2022-01-01', '2022-12-31', 'year'],
    ['2022', '2022-01-01', '2022-12-31', 'year'],
    ['2022年度', '2022-01-01', '2022-12-31', 'year'],
    ['2022年第一季度', '2022-01-01', '2022-03-31', 'quarter'],
    ['2021Q3', '2021-07-01', '2021-09-30', 'quarter'],
    ['2022年上半年', '2022-01-01', '2022-06-30', 'quarter'],
    ['2021年9月上旬', '2021-09-01', '2021-09-10', 'xun'],
    ['2021年10月中旬', '2021-10-11', '2021-10-20', 'xun'],
    ['2023年2月下旬', '2023-02-21', '2023-02-28', 'xun'],
    ['2022年12月底前', '2022-12-21', '2022-12-31', 'xun'],
  ])('%s: %s to %s, %s', (content, start, end, precision) => {
    expect(text(content, null)).toMatchObject({ date: { start, end, precision }, issue: null });
  });
});

test.each([
  ['2022-12-31T16:00:00.000Z', '2023-01-01'],
  ['2022-12-31T16:00Z', '2023-01-01'],
  ['2022-12-31 16:00:00+00:00', '2023-01-01'],
  ['2022/12/31 18:30:00 UTC', '2023-01-01'],
  ['2023-01-01T00:00:00+08:00', '2023-01-01'],
  ['2023-01-01T00:00:00+0800', '2023-01-01'],
  ['2022-12-31T11:00:00-05:00', '2023-01-01'],
  ['2023-01-01 00:30 GMT+09:00', '2022-12-31'],
  ['2022-12-31T15:59:59.999Z', '2022-12-31'],
  ['2022-12-31T23:59:59', '2022-12-31'],
])('a moment with a time zone is its day in China: %s is %s', (content, day) => {
  expect(text(content, null)).toEqual({ date: { start: day, end: day, precision: 'day' }, flag: null, issue: null });
});

describe("without a year a text takes the row's", () => {
  test.each([
    ['9月上旬', '2022-09-01', '2022-09-10', 'xun'],
    ['3月下旬', '2022-03-21', '2022-03-31', 'xun'],
    ['五月下旬', '2022-05-21', '2022-05-31', 'xun'],
    ['10月中旬', '2022-10-11', '2022-10-20', 'xun'],
    ['1月1日', '2022-01-01', '2022-01-01', 'day'],
    ['1/1', '2022-01-01', '2022-01-01', 'day'],
    ['3月', '2022-03-01', '2022-03-31', 'month'],
    ['第一季度', '2022-01-01', '2022-03-31', 'quarter'],
    ['9月21日—28日', '2022-09-21', '2022-09-28', 'day'],
    ['7月7日—9日', '2022-07-07', '2022-07-09', 'day'],
    ['9月29日至10月2日', '2022-09-29', '2022-10-02', 'day'],
    ['12月28日-1月3日', '2022-12-28', '2023-01-03', 'day'],
    ['3—5月', '2022-03-01', '2022-05-31', 'month'],
    ['3月5日、6日', '2022-03-05', '2022-03-06', 'day'],
  ])('%s: %s to %s, %s', (content, start, end, precision) => {
    expect(text(content)).toMatchObject({ date: { start, end, precision }, issue: null });
    expect(text(content, null)).toMatchObject({ date: null, issue: 'DATE_WITHOUT_YEAR' });
  });
});

describe('a range across months and years', () => {
  test.each([
    ['2022年11月-2024年11月', '2022-11-01', '2024-11-30', 'month'],
    ['1997-04-09至2047-03-19', '1997-04-09', '2047-03-19', 'day'],
    ['2022.1-2022.12', '2022-01-01', '2022-12-31', 'month'],
    ['2022.03-2024.02', '2022-03-01', '2024-02-29', 'month'],
    ['2023-06~2026-06', '2023-06-01', '2026-06-30', 'month'],
    ['2021年-2023年', '2021-01-01', '2023-12-31', 'year'],
    ['2022年3月-6月', '2022-03-01', '2022-06-30', 'month'],
    ['2023.4.11-4.13', '2023-04-11', '2023-04-13', 'day'],
    ['2022.03.01-2022.03.05', '2022-03-01', '2022-03-05', 'day'],
  ])('%s: %s to %s, %s', (content, start, end, precision) => {
    expect(text(content)).toMatchObject({ date: { start, end, precision }, issue: null });
  });
  test('an open range has no end', () => {
    expect(text('1989-08-29至无固定期限').date).toEqual({ start: '1989-08-29', end: null, precision: 'day' });
    expect(text('2020年5月至今').date).toEqual({ start: '2020-05-01', end: null, precision: 'month' });
  });
});

describe('a number is', () => {
  test.each([
    [41743, '2014-04-14', 'day'],
    [44562, '2022-01-01', 'day'],
    [20220305, '2022-03-05', 'day'],
    [20171027, '2017-10-27', 'day'],
    [202203, '2022-03-01', 'month'],
    [2022, '2022-01-01', 'year'],
    [2022.11, '2022-11-01', 'month'],
  ])('%d: %s, %s', (value, start, precision) => {
    expect(number(value)).toMatchObject({ date: { start, precision }, issue: null });
  });
  test('ambiguous where Excel dropped a zero', () => {
    expect(number(2022.1).issue).toBe('DATE_AMBIGUOUS');
    expect(number(3.1).issue).toBe('DATE_AMBIGUOUS');
  });
});

test('what is no date is named so', () => {
  expect(text('2023年2月30日').issue).toBe('DATE_IMPOSSIBLE');
  expect(text('2022-13-01').issue).toBe('DATE_IMPOSSIBLE');
  expect(text('9月31日').issue).toBe('DATE_IMPOSSIBLE');
  expect(text('2022-05-06至2022-04-01').issue).toBe('DATE_IMPOSSIBLE');
  expect(text('下周').issue).toBe('DATE_UNREADABLE');
  expect(text('12日').issue).toBe('DATE_UNREADABLE');
  expect(number(20230230).issue).toBe('DATE_IMPOSSIBLE');
  expect(parse({ kind: 'boolean', text: 'TRUE', value: true }, YEAR).issue).toBe('DATE_UNREADABLE');
});

test('no date, a masked one and one not yet there', () => {
  expect(text('/')).toEqual({ date: null, flag: null, issue: null });
  expect(text('****年')).toMatchObject({ date: null, flag: 'masked', issue: 'FIGURE_MASKED' });
  expect(text('未验收')).toEqual({ date: null, flag: 'unknown', issue: null });
  expect(text('不详')).toEqual({ date: null, flag: 'unknown', issue: null });
});

test.each([
  '1899-12-30',
  '1900/1/0',
  '1900-01-01',
  '1900年',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '99991231',
  '0',
])('“%s” is no date, which is named', (content) => {
  expect(text(content)).toEqual({ date: null, flag: null, issue: 'DATE_PLACEHOLDER' });
});

test('day 0, a time without a day and the last day of the calendar are no dates in a cell of any format', () => {
  const cell = (iso: string) => parse({ kind: 'date', text: iso, iso }, YEAR).issue;
  for (const iso of ['1899-12-31', '1899-12-31 10:30:00', '1900-01-01', '1904-01-01', '9999-12-31'])
    expect([iso, cell(iso)]).toEqual([iso, 'DATE_PLACEHOLDER']);
  expect([number(0).issue, number(2_958_465).issue]).toEqual(['DATE_PLACEHOLDER', 'DATE_PLACEHOLDER']);
  expect(cell('2222-03-05')).toBe('DATE_IMPOSSIBLE');
});

test('a range to the last day of the calendar has no end', () => {
  expect(text('2020-05-01至9999-12-31').date).toEqual({ start: '2020-05-01', end: null, precision: 'day' });
});

test('a cell formatted as a date is its day, and a year typed into one is the year', () => {
  expect(parse({ kind: 'date', text: '2022-03-05 10:30:00', iso: '2022-03-05 10:30:00' }, null).date?.start).toBe(
    '2022-03-05',
  );
  expect(parse({ kind: 'date', text: '1905-07-14', iso: '1905-07-14' }, null)).toMatchObject({
    date: { start: '2022-01-01', precision: 'year' },
    issue: 'DATE_UNUSUAL',
  });
});
