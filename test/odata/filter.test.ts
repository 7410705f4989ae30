import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const names = (filter: string) => odata.names({ $filter: filter });

test.each([
  ["name eq 'alpha'", ['alpha']],
  ["name ne 'alpha' and division eq '990001'", ['Beta', 'gamma']],
  ['year gt 2024', ['丙']],
  ['year ge 2024 and year le 2024', ['gamma', '甲', '乙']],
  ['year lt 2024', ['alpha', 'Beta']],
  ['2024 lt year', ['丙']],
  ['low eq 100.5', ['alpha']],
  ['low lt -4.5', ['乙']],
  ['low gt 1.2e1', ['alpha', '丙']],
  ['low eq 12345678901234567.89', ['丙']],
  ['year eq 99999999999', []],
  ['first_day eq 2023-01-01', ['alpha', 'Beta']],
  ['first_day ge 2024-01-01 and first_day lt 2025-01-01', ['gamma', '甲', '乙']],
  ['first_day eq 2023-01-01T00:00:00Z', ['alpha', 'Beta']],
  ['first_day ge 2024-01-01T00:00:00.000 and first_day lt 2025-01-01T00:00', ['gamma', '甲', '乙']],
  ['first_day in (2025-01-01T00:00:00+08:00)', ['丙']],
  ['first_day lt now() and first_day le date(now())', ['alpha', 'Beta', 'gamma', '甲', '乙', '丙']],
  ['first_day ge now()', []],
  ['year(now()) gt 2025 and date(first_day) eq 2025-01-01', ['丙']],
  ["text eq 'O''Neil''s'", ['alpha']],
  ["text eq ''", ['乙']],
  ["name in ('alpha','甲','nobody')", ['alpha', '甲']],
  ['year in (2023, 2025)', ['alpha', 'Beta', '丙']],
  ['true', ['alpha', 'Beta', 'gamma', '甲', '乙', '丙']],
  ['false or year eq 2025', ['丙']],
])('%s', async (filter, expected) => {
  expect(await names(filter)).toEqual(expected);
});

test('and binds more than or, brackets more than both', async () => {
  expect(await names("name eq '丙' or year eq 2023 and name eq 'Beta'")).toEqual(['Beta', '丙']);
  expect(await names("(name eq '丙' or year eq 2023) and name eq 'Beta'")).toEqual(['Beta']);
});

test.each([
  ["contains(text,'培训')", ['Beta']],
  ["contains(text,'%_a/')", ['甲']],
  ["contains(tolower(name),'ALPHA')", []],
  ["startswith(text,'新增')", ['gamma']],
  ["endswith(text,'家')", ['gamma']],
  ["endswith(text,'')", ['alpha', 'Beta', 'gamma', '甲', '乙', '丙']],
  ["tolower(name) eq 'beta'", ['Beta']],
  ["toupper(name) eq 'GAMMA'", ['gamma']],
  ["trim(concat(name,' ')) eq 'alpha'", ['alpha']],
  ['length(name) eq 4', ['Beta']],
  ['year(first_day) eq 2025', ['丙']],
  ['month(first_day) eq 1 and day(first_day) eq 1 and year eq 2025', ['丙']],
])('function %s', async (filter, expected) => {
  expect(await names(filter)).toEqual(expected);
});

test('null equals null only, is unequal to every value, and is neither more nor less', async () => {
  expect(await names('indicator eq null')).toEqual(['Beta', '乙', '丙']);
  expect(await names('indicator ne null')).toEqual(['alpha', 'gamma', '甲']);
  expect(await names("indicator ne 'FUND_TOTAL'")).toEqual(['Beta', 'gamma', '乙', '丙']);
  expect(await names('low gt 0 or low le 0')).toEqual(['alpha', 'gamma', '甲', '乙', '丙']);
  expect(await names('null eq low')).toEqual(['Beta']);
  expect(await names('low gt null')).toEqual([]);
  expect(await names("indicator in ('HNTE_NEW', null)")).toEqual(['Beta', 'gamma', '乙', '丙']);
});

test('what is not equal, more or in a list stays so where a value is null', async () => {
  expect(await names("not (indicator eq 'FUND_TOTAL')")).toEqual(['Beta', 'gamma', '乙', '丙']);
  expect(await names('not (low gt 0)')).toEqual(['Beta', '乙']);
  expect(await names("not (indicator in ('FUND_TOTAL'))")).toEqual(['Beta', 'gamma', '乙', '丙']);
  expect(await names("(indicator eq 'FUND_TOTAL') eq false")).toEqual(['Beta', 'gamma', '乙', '丙']);
  expect(await names("not contains(name,'a')")).toEqual(['甲', '乙', '丙']);
});

test('a list within a list within a list is asked as fast as one', async () => {
  const nested = (depth: number): string =>
    depth === 0 ? 'year eq 2025' : `(${nested(depth - 1)}) in (true,true,null)`;
  expect(await names(nested(40))).toEqual(['丙']);
  expect(await names("(indicator in ('FUND_TOTAL')) in (false)")).toEqual(['Beta', 'gamma', '乙', '丙']);
  expect(await names("not (indicator in ('FUND_TOTAL',null))")).toEqual(['gamma']);
  expect(await names('null in (1)')).toEqual([]);
  expect(await names('indicator in (null)')).toEqual(['Beta', '乙', '丙']);
});

test('names itself with %24 and takes + for a space', async () => {
  const response = await fetch(`${odata.root}target?%24filter=year+eq+2025&%24select=name`);
  expect(await response.json()).toMatchObject({ value: [{ name: '丙' }] });
});

test.each([
  ['nosuch eq 1', 400, 'UNKNOWN_PROPERTY'],
  ["year eq '2024'", 400, 'TYPE_MISMATCH'],
  ['name eq 5', 400, 'TYPE_MISMATCH'],
  ["first_day eq '2024-01-01'", 400, 'TYPE_MISMATCH'],
  ['first_day eq 2024-02-30', 400, 'INVALID_VALUE'],
  ['first_day eq 2024-01-01T08:00:00Z', 400, 'TYPE_MISMATCH'],
  ['first_day eq 2024-02-30T00:00:00Z', 400, 'INVALID_VALUE'],
  ['first_day eq now', 400, 'UNKNOWN_PROPERTY'],
  ['date(year) eq now()', 400, 'TYPE_MISMATCH'],
  ['first_day eq 2024-99-99T99:99', 400, 'TYPE_MISMATCH'],
  ['name', 400, 'TYPE_MISMATCH'],
  ["not name eq 'a'", 400, 'TYPE_MISMATCH'],
  ['year eq', 400, 'SYNTAX_ERROR'],
  ['', 400, 'SYNTAX_ERROR'],
  ['(year eq 1', 400, 'SYNTAX_ERROR'],
  ['year eq 1)', 400, 'SYNTAX_ERROR'],
  ["name eq 'open", 400, 'SYNTAX_ERROR'],
  ['year in ()', 400, 'SYNTAX_ERROR'],
  ['year in (month)', 400, 'SYNTAX_ERROR'],
  ['year add 1 eq 2', 501, 'NOT_SUPPORTED'],
  ['year has 1', 501, 'NOT_SUPPORTED'],
  ['year divby 2 eq 1', 400, 'SYNTAX_ERROR'],
  ["indexof(name,'a') eq 1", 501, 'NOT_SUPPORTED'],
  ["geo.distance(name,'a') eq 1", 501, 'NOT_SUPPORTED'],
  ["substringof('a',name)", 400, 'UNKNOWN_FUNCTION'],
  ["constructor('a')", 400, 'UNKNOWN_FUNCTION'],
  ['contains(name)', 400, 'INVALID_VALUE'],
  ["contains(year,'2')", 400, 'TYPE_MISMATCH'],
  ["indicator/name eq 'a'", 400, 'INVALID_VALUE'],
  ['indicator/', 400, 'INVALID_VALUE'],
  ["aliases/any(a:a eq 'b')", 501, 'NOT_SUPPORTED'],
  ['aliases/$count gt 1', 501, 'NOT_SUPPORTED'],
  ["$it/name eq 'a'", 501, 'NOT_SUPPORTED'],
  ["name in ('a',1)", 400, 'TYPE_MISMATCH'],
  ["name eq 'a'; drop table reporting.target", 400, 'SYNTAX_ERROR'],
  ["name eq 'a' or 1=1 --", 400, 'SYNTAX_ERROR'],
  ['"name" eq 1', 400, 'SYNTAX_ERROR'],
  ["name eq 'a\0'", 400, 'SYNTAX_ERROR'],
  [`${'('.repeat(3000)}true${')'.repeat(3000)}`, 400, 'INVALID_VALUE'],
  [`${'not '.repeat(1000)}true`, 400, 'INVALID_VALUE'],
  [`low eq 1e9999`, 400, 'SYNTAX_ERROR'],
])('refuses %.60s', async (filter, status, code) => {
  const reply = await odata.get('target', { $filter: filter });
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(reply.headers.get('odata-version')).toBe('4.0');
  expect(reply.body.error.message).toMatch(/[\u4e00-\u9fff]/u);
});

test('hostile text is a value and nothing else', async () => {
  expect(await names("name eq '''; drop table reporting.target; --'")).toEqual([]);
  expect(await names("contains(name,'\\')")).toEqual([]);
  expect(await names('true')).toHaveLength(6);
});

test('a filter on several values names the properties that there are', async () => {
  const { body } = await odata.get('target', { $filter: 'nosuch eq 1' });
  expect(body.error).toEqual({
    code: 'UNKNOWN_PROPERTY',
    message:
      '$filter 中没有属性 nosuch，可用的有：division、year、seq、indicator、name、low、high、comparator、text、first_day、department。',
    target: '$filter',
  });
  expect((await odata.get('dim_indicator', { $filter: "aliases eq 'a'" })).body.error.code).toBe('TYPE_MISMATCH');
});
