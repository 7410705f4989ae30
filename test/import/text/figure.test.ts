import { describe, expect, test } from '@jest/globals';
import { amountInWords, chineseNumber } from '../../../import/text/chinese-number.js';
import { figureOf } from '../../../import/text/figure.js';
import { literalOf } from '../../../import/text/literal.js';
import { bounded } from '../../../import/parse/bounded.js';
import { moneyParser } from '../../../import/parse/money.js';
import { numberParser } from '../../../import/parse/number.js';
import { unitOf } from '../../../import/text/unit.js';
import type { Parsed } from '../../../import/parse/value.js';
import type { Cell } from '../../../import/workbook/workbook.js';

const text = (content: string): Cell => ({ kind: 'text', text: content });
const number = (value: number, percent?: true): Cell => ({
  kind: 'number',
  text: String(value),
  value,
  ...(percent === undefined ? {} : { percent }),
});
const wan = moneyParser({ unit: unitOf('万元'), usual: null });
const money = (content: string | number): Parsed =>
  wan(typeof content === 'number' ? number(content) : text(content), null);

describe('what stands for no value', () => {
  test.each(['', '无', '/', '-', '—', '－', '空', '不适用', '暂无', '\\'])('“%s” is nothing', (content) => {
    expect(literalOf(content, true)).toBe('none');
    expect(money(content)).toMatchObject({ value: null, flag: null, issue: null });
  });
  test.each(['不详', '未标明', '多次', '一系列', '待定'])('“%s” is not known', (content) => {
    expect(literalOf(content, true)).toBe('unknown');
    expect(money(content)).toMatchObject({ value: null, flag: 'unknown', issue: null });
  });
  test.each(['*', '**', '***', 'xx', 'XX', 'x.x%', '****年', '202x年', '2**', '*万元', '＊'])(
    '“%s” is masked',
    (content) => {
      expect(literalOf(content, true)).toBe('masked');
      expect(money(content)).toMatchObject({ value: null, flag: 'masked', issue: 'FIGURE_MASKED' });
    },
  );
  test('0 and 0.0 are zero, not nothing', () => {
    expect(['0', '0.0', 0].map((content) => money(content).value)).toEqual(['0', '0', '0']);
  });
  test('names with stars in them are names', () => {
    expect(literalOf('**区科学技术局', false)).toBeNull();
    expect(literalOf('2**', false)).toBeNull();
  });
});

describe('money in 万元', () => {
  test.each([
    [154.57, '1545700'],
    ['154.57万', '1545700'],
    ['3000万', '30000000'],
    ['150万人民币', '1500000'],
    ['1.2亿', '120000000'],
    ['１２３．５', '1235000'],
    ['1,234.5', '12345000'],
    ['86,500.50元', '86500.5'],
    ['人民币壹万伍仟壹佰伍拾元整', '15150'],
    ['叁佰元伍角', '300.5'],
    ['35千元', '35000'],
    ['-20', '-200000'],
    ['（12.50）', '-125000'],
    ['(1,234.5万元)', '-12345000'],
    ['△12.5', '-125000'],
    ['12万5千', '125000'],
    ['1亿2000万元', '120000000'],
    ['1万2千5百元', '12500'],
    ['1万2500', '12500'],
    ['3千5百万元', '35000000'],
    ['120w', '1200000'],
    ['1.5W元', '15000'],
    ['人民币120万元', '1200000'],
    ['RMB 120', '1200000'],
  ])('%s', (content, yuan) => {
    expect(money(content)).toEqual({ value: yuan, flag: null, issue: null });
  });
  test.each([
    ['近4亿元', '400000000', 'approximate'],
    ['约35万元', '350000', 'approximate'],
    ['超过340', '3400000', 'approximate'],
    ['300余万元', '3000000', 'approximate'],
    ['不少于500', '5000000', 'atLeast'],
    ['500以上', '5000000', 'atLeast'],
    ['不超过80万元', '800000', 'atMost'],
  ])('%s is %s, %s', (content, yuan, flag) => {
    expect(money(content)).toEqual({ value: yuan, flag, issue: null });
  });
  test('a range counts its lower bound and says so', () => {
    expect(money('500－800万元')).toEqual({
      value: '5000000',
      flag: 'atLeast',
      issue: 'FIGURE_RANGE',
      params: { value: '500' },
    });
  });
  test.each([
    ['详见附件', 'FIGURE_UNREADABLE'],
    ['2022-03-01', 'FIGURE_UNREADABLE'],
    ['3个项目500万', 'FIGURE_UNREADABLE'],
    ['12万5', 'FIGURE_UNREADABLE'],
    ['5千3万', 'FIGURE_UNREADABLE'],
    ['▲12.5', 'FIGURE_UNREADABLE'],
    ['50万美元', 'UNIT_FOREIGN'],
    ['30人', 'UNIT_MISMATCH'],
  ])('%s is %s', (content, issue) => {
    expect(money(content)).toMatchObject({ value: null, issue });
  });
  test('a figure of more digits than any real one is refused, a long tail of decimals from a formula is not', () => {
    const column = bounded(wan);
    for (const content of [`1${'0'.repeat(18)}`, '9'.repeat(400), `-${'9'.repeat(19)}`, `0.${'0'.repeat(320)}1`])
      expect(column(text(content), null)).toMatchObject({ value: null, issue: 'FIGURE_TOO_LONG' });
    expect(column(number(1e300), null)).toMatchObject({ value: null, issue: 'FIGURE_TOO_LONG' });
    expect(column(text('99999999999999'), null)).toMatchObject({ value: `${'9'.repeat(14)}0000`, issue: null });
    expect(column(number(0.1 + 0.2), null).issue).toBeNull();
  });
  test("the row's own unit beats the column's", () => {
    expect(wan(number(3.5), unitOf('亿元')).value).toBe('350000000');
    expect(wan(text('3.5'), unitOf('元')).value).toBe('3.5');
  });
  test('a date or a truth value is no amount', () => {
    expect(wan({ kind: 'date', text: '2022-01-01', iso: '2022-01-01' }, null).issue).toBe('FIGURE_UNREADABLE');
    expect(wan({ kind: 'boolean', text: 'TRUE', value: true }, null).issue).toBe('FIGURE_UNREADABLE');
  });
  test('a bare number far from its neighbours is suspect', () => {
    const column = moneyParser({ unit: unitOf('万元'), usual: [0, 9e8] });
    expect(column(number(99_525), null)).toEqual({
      value: '995250000',
      flag: null,
      issue: 'UNIT_SUSPECT',
      params: { unit: '万元' },
    });
    expect(column(text('99525元'), null).issue).toBeNull();
  });
});

describe('several figures in one cell', () => {
  const materials = numberParser('份', null);
  test.each([
    ['500册、300份', '800'],
    ['宣传册500册、展板20块', '520'],
    ['1,500份，300册', '1800'],
    ['50+30', '80'],
    ['1万份；500份', null],
  ])('%s come to %s', (content, value) => {
    expect(materials(text(content), null)).toMatchObject(
      value === null
        ? { issue: 'FIGURE_UNREADABLE' }
        : { value, flag: null, issue: 'FIGURE_SUMMED', params: { value } },
    );
  });
  test.each([
    '500册，其中手册300册',
    '3场、200人',
    '各20份',
    '共500份、300册',
    '50、30',
    '约500册、300份',
    '第1册、第2册',
  ])('%s do not add up', (content) => {
    expect(materials(text(content), null)).toMatchObject({ value: null, issue: 'FIGURE_UNREADABLE' });
  });
  test('in the unit of the column', () => {
    expect(numberParser('亩', null)(text('甲村30亩、乙村20.5亩'), null)).toMatchObject({ value: '50.5' });
    expect(materials(text('30亩、20亩'), null)).toMatchObject({ value: null, issue: 'UNIT_MISMATCH' });
  });
});

describe('numbers', () => {
  const people = numberParser('人次', null);
  test.each([
    ['45万余份', '450000', 'approximate'],
    ['50多名', '50', 'approximate'],
    ['1万余', '10000', 'approximate'],
    ['151余', '151', 'approximate'],
    ['300余', '300', 'approximate'],
    ['400人次以上', '400', 'atLeast'],
    ['10000人以上', '10000', 'atLeast'],
    ['小于50人', '50', 'atMost'],
    ['1万人次', '10000', null],
    ['85人', '85', null],
    ['二十三', '23', null],
  ])('%s is %s, %s', (content, value, flag) => {
    expect(people(text(content), null)).toEqual({ value, flag, issue: null });
  });
  test('100-499人 counts its lower bound', () => {
    expect(people(text('100-499人'), null)).toMatchObject({ value: '100', flag: 'atLeast', issue: 'FIGURE_RANGE' });
  });
  test('the unit of the heading scales bare numbers', () => {
    expect(numberParser('份', unitOf('万份'))(number(1.2), null).value).toBe('12000');
    expect(numberParser('亩', unitOf('公顷'))(number(2.5), null).value).toBe('37.5');
    expect(numberParser('亩', null)(text('3公顷'), null).value).toBe('45');
    expect(numberParser('人', unitOf('千元'))(number(36), null).value).toBe('36');
  });
  test('a percentage is one whether it is typed or formatted', () => {
    const rate = numberParser('%', unitOf('%'));
    expect(
      [
        rate(text('63%'), null),
        rate(number(0.63, true), null),
        rate(number(26.3), null),
        rate(text('２６．３％'), null),
      ].map((parsed) => parsed.value),
    ).toEqual(['63', '63', '26.3', '26.3']);
  });
});

test('figures keep both ends of what they state', () => {
  expect(figureOf('1－2家')).toMatchObject({ low: '1', high: '2', unit: { name: '家' } });
  expect(figureOf('≥90%')).toMatchObject({ low: '90', high: null, flag: 'atLeast' });
  expect(figureOf('不超过18个')).toMatchObject({ low: null, high: '18', flag: 'atMost' });
  expect(figureOf('0.5亿-8000万元')).toMatchObject({ low: '5000', high: '8000', unit: { name: '万元' } });
  expect(figureOf('增强')).toBeNull();
});

test('numerals in words', () => {
  expect(['十', '二十一', '一百零五', '一万二千', '二〇二二', '三亿'].map(chineseNumber)).toEqual([
    10, 21, 105, 12_000, 2022, 300_000_000,
  ]);
  expect(chineseNumber('三个')).toBeNull();
  expect(amountInWords('壹拾贰万叁仟肆佰伍拾陆元柒角捌分')).toBe('123456.78');
});

test('units', () => {
  expect(['万元', '（单位：千元）', '亿', '百万元', '人民币万元', '元'].map((name) => unitOf(name)?.power)).toEqual([
    4, 3, 8, 6, 4, 0,
  ]);
  expect(['人次', '万份', '%', '亩'].map((name) => unitOf(name)?.base)).toEqual(['人次', '份', '%', '亩']);
  expect([unitOf('区科技局'), unitOf(''), unitOf('必填')]).toEqual([null, null, null]);
});
