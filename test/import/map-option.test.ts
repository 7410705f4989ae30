import { expect, test } from '@jest/globals';
import { readMap } from '../../import/map-option.js';

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
