import { expect, test } from '@jest/globals';
import { readingOf } from '../../../import/ledgers/index.js';
import type { SheetLimits } from '../../../import/parse/draft.js';
import { absentFields, partialFields } from '../../../import/validate/absent-fields.js';

/** What is told of a sheet: the field, the indicators that miss it, and whether it is a warning. */
function told(ledger: string, limits: SheetLimits, ...texts: string[]) {
  return absentFields('Sheet1', readingOf(ledger), { limits, texts }).map(({ code, params }) => [
    code,
    params?.['field'],
    params?.['indicators'],
  ]);
}

test('a date that indicators count by is told with them, once a field', () => {
  const limits = { appliedDate: [], approvedDate: [], signedDate: [], acceptedDate: [], endDate: [] };
  expect(told('project', limits)).toEqual([
    ['FIELD_ABSENT', '申请时间', '“申报科技项目数”“当年申报项目立项率”'],
    ['FIELD_ABSENT', '审批时间', '“立项科技项目数”“当年申报项目立项率”'],
    ['FIELD_ABSENT', '签约时间', '“签约项目数”“在研项目数”'],
    ['FIELD_ABSENT', '结束时间', '“到期项目验收率”'],
    ['FIELD_ABSENT', '验收时间', '“验收项目数”“到期项目验收率”'],
  ]);
});

test('a figure that is summed and a field that a condition asks for are told', () => {
  expect(told('enterprise-year', { revenue: [], rdPersonnel: [] })).toEqual([
    ['FIELD_ABSENT', '营业收入', '“规上企业研发投入强度”'],
  ]);
  expect(told('base', { status: [], batch: [] })).toEqual([
    ['FIELD_ABSENT', '状态', '“示范基地申报（推荐）数”“建成（认定）示范基地数”'],
  ]);
});

test('a field that a row counts without is not told', () => {
  expect(told('qualification', { type: ['科技型中小企业'], result: [], renewal: [], appliedDate: [] })).toEqual([]);
  expect(told('funding', { date: [], source: [], flow: ['下达'] })).toEqual([]);
});

test('what the sheet is not about is not missed', () => {
  expect(told('activity', { kind: ['科普'], people: [] })).toEqual([]);
  expect(told('activity', { kind: ['培训'], people: [], materials: [] })).toEqual([
    ['FIELD_ABSENT', '参加人数', '“培训人次”'],
  ]);
});

test('a level that only splits figures is told as one', () => {
  expect(told('project', { level: [], type: [] })).toEqual([['FIELD_ABSENT', '项目级别', '按项目级别统计的指标']]);
});

test('a sheet about one step may lack the columns of the others, but not its own and not a level', () => {
  const limits = { level: [], appliedDate: [], approvedDate: [], acceptedDate: [], signedDate: [], endDate: [] };
  const codes = (given: SheetLimits, ...texts: string[]) =>
    told('project', given, ...texts).map(([code, field]) => [code, field]);
  expect(codes(limits, '2022年科技计划项目立项名单')).toEqual([
    ['FIELD_ABSENT', '项目级别'],
    ['FIELD_NOT_LISTED', '申请时间'],
    ['FIELD_ABSENT', '审批时间'],
    ['FIELD_NOT_LISTED', '签约时间'],
    ['FIELD_NOT_LISTED', '结束时间'],
    ['FIELD_NOT_LISTED', '验收时间'],
  ]);
  expect(codes(limits, '项目申报立项情况', '台账.xlsx')).toContainEqual(['FIELD_ABSENT', '申请时间']);
  expect(codes(limits, '项目台账.xlsx').filter(([code]) => code === 'FIELD_NOT_LISTED')).toEqual([]);
  const { approvedDate: _, ...approved } = limits;
  expect(codes(approved, '项目台账.xlsx')).toEqual([
    ['FIELD_ABSENT', '项目级别'],
    ['FIELD_NOT_LISTED', '申请时间'],
    ['FIELD_NOT_LISTED', '签约时间'],
    ['FIELD_NOT_LISTED', '结束时间'],
    ['FIELD_NOT_LISTED', '验收时间'],
  ]);
});

test('a list of certificates says nothing of applications, and misses its own date only', () => {
  const limits = { type: ['高新技术企业'], appliedDate: [], result: [], issuedDate: [] };
  for (const title of ['2023年高新技术企业备案名单', '高企认定名单'])
    expect(told('qualification', limits, title)).toEqual([
      ['FIELD_NOT_LISTED', '推荐时间', '“推荐申报高新技术企业数”“高企认定通过率”'],
      ['FIELD_NOT_LISTED', '申报结果', '“高企认定通过率”'],
      [
        'FIELD_ABSENT',
        '发证日期',
        '“新认定高新技术企业数”“科小转高企数”“重新认定高新技术企业数”“有效高新技术企业数”“培育科技企业总数”',
      ],
    ]);
});

test('what a sheet is about alone is told with the totals that count the rest as well', () => {
  const partly = (ledger: string, limits: SheetLimits) =>
    partialFields('Sheet1', readingOf(ledger), limits).map(({ code, params }) => [
      code,
      ...Object.values(params ?? {}),
    ]);
  expect(partly('activity', { kind: ['科普'] })).toEqual([['FIELD_LIMITED', '活动类型', '科普', '“科技活动总场次”']]);
  expect(partly('funding', { level: ['市'] })).toEqual([
    ['FIELD_LIMITED', '资金级次', '市', '“争取上级科技专项资金总额”“科技专项资金合计”“资金拨付率”'],
  ]);
  expect(partly('qualification', { type: ['高新技术企业'] })).toEqual([
    ['FIELD_LIMITED', '资质类型', '高新技术企业', '“培育科技企业总数”'],
  ]);
  expect(partly('activity', { kind: [] })).toEqual([]);
  expect(partly('funding', {})).toEqual([]);
});
