import { expect, test } from '@jest/globals';
import { mergedMaps, readFact, readMap } from '../../import/map-option.js';

test('a sheet is named with its ledger, its division and what its headings mean', () => {
  const ledger = readMap('Sheet1=funding', {});
  expect(readMap('Sheet1!数额=amount:万元', readMap('Sheet1=@150103', ledger))).toEqual({
    Sheet1: { ledger: 'funding', division: '150103', columns: { 数额: 'amount:万元' } },
  });
});

test("a name that holds ! or = stands within quotes, as in Excel's references", () => {
  expect(readMap("'甲!乙=丙'=funding", {})).toEqual({ '甲!乙=丙': { ledger: 'funding' } });
  expect(readMap("'它''s!表'!'投入=产出'=amount", {})).toEqual({ "它's!表": { columns: { '投入=产出': 'amount' } } });
});

test('what is not of the form is refused with the form', () => {
  for (const text of ['funding', '=funding', "'甲=funding", '甲!乙!丙=amount'])
    expect(() => readMap(text, {})).toThrow('加单引号');
});

test('ledgers and fields go by their Chinese names, and a column by its address', () => {
  const ledger = readMap('Sheet1=科技专项资金', {});
  expect(readMap('Sheet1!D=金额:万元', ledger)).toEqual({ Sheet1: { ledger: 'funding', columns: { D: '金额:万元' } } });
  expect(() => readMap('Sheet1!D=作物', ledger)).toThrow('amount（金额）');
  expect(() => readMap('Sheet1=无此台账', {})).toThrow('funding（科技专项资金台账）');
});

test('what holds for all rows is stated by field, year or division', () => {
  const facts = ['立项名单!年度=2022', '立项名单!项目级别=市级', '立项名单!区划=150103'].reduce(
    (before, text) => readFact(text, before),
    {},
  );
  expect(facts).toEqual({ 立项名单: { division: '150103', facts: { 年度: '2022', 项目级别: '市级' } } });
  expect(mergedMaps(readMap('立项名单=project', {}), facts)).toEqual({
    立项名单: { ledger: 'project', division: '150103', facts: { 年度: '2022', 项目级别: '市级' } },
  });
  for (const text of ['立项名单=2022', '立项名单!年度=', '立项名单'])
    expect(() => readFact(text, {})).toThrow('工作表!字段=值');
  expect(() => readFact('立项名单!没有=1', {})).toThrow('没有字段“没有”');
  expect(() => readFact('立项名单!年度=2023', facts)).toThrow('只能指定一次');
});
