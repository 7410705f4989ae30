import { describe, expect, test } from '@jest/globals';
import { displayOf } from '../../../import/workbook/shown.js';
import { shownFigure } from '../../../import/workbook/shown-figure.js';

describe('the text that a number format shows', () => {
  test.each([
    ['0"元"', 1234567, '1234567元'],
    ['#,##0\\元', 1234567, '1234567元'],
    ['0!元;-0!元', -5, '-5元'],
    ['"GR"0', 202315000001, 'GR202315000001'],
    ['"2022KJ"0000', 17, '2022KJ0017'],
    ['000000', 1234, '001234'],
    ['0000"年"00"月"', 202203, '2022年03月'],
    ['"第"0"批"', 2, '第2批'],
    ['[DBNum1]"第"0"批"', 12, '第十二批'],
    ['[DBNum1][$-804]G/通用格式"批"', 3, '三批'],
    ['0!.0,"万元"', 1234567, '123.5万元'],
    ['0!.0000"万元"', 1234567, '123.4567万元'],
    ['#,##0.00,"千元"', 1234567, '1234.57千元'],
    ['[>=10000]0!.0,"万元";0"元"', 1234567, '123.5万元'],
    ['[>=10000]0!.0,"万元";0"元"', 800, '800元'],
    ['"是";;"否"', 1, '是'],
    ['"是";;"否"', 0, '否'],
    ['0.0"亩"', 12.34, '12.3亩'],
    ['[$¥-804]#,##0"元"', 50, '¥50元'],
  ])('%s of %d is %s', (format, value, text) => {
    expect(displayOf(format)?.of(value).text).toBe(text);
  });

  test.each(['General', '0.00', '#,##0', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '[Red]0;-0', '# ?/?'])(
    '%s adds nothing to the digits',
    (format) => expect(displayOf(format)).toBeUndefined(),
  );

  test('a hostile format is passed over', () => {
    expect(displayOf('"元"'.repeat(10_000))).toBeUndefined();
    expect(displayOf(`0.${'0'.repeat(200)}"元"`)?.of(1e300).after).toBe('元');
  });
});

describe('the figure that a number format shows', () => {
  const figure = (format: string, value: number) => {
    const display = displayOf(format);
    return shownFigure({ kind: 'number', text: String(value), value, ...(display === undefined ? {} : { display }) });
  };
  test.each([
    ['0"元"', 0, '元', 0],
    ['0!.0,"万元"', -4, '元', 4],
    ['(0"千元")', 0, '元', 3],
    ['"约"0"万"', 0, '', 4],
    ['0"人次"', 0, '人次', 0],
    ['[$$-409]#,##0', 0, '美元', 0],
    ['[$€-2] 0', 0, '欧元', 0],
  ])('%s: power %d, unit %s', (format, power, base, unitPower) => {
    expect(figure(format, 120)).toMatchObject({ power, unit: { base, power: unitPower } });
  });

  test.each(['"GR"0', '"2022-"0', '0"元/人"', '000', '¥0'])('%s is no figure of its own', (format) => {
    expect(figure(format, 120)).toBeNull();
  });

  test('a scale without a unit changes the figure alone', () => {
    expect(figure('0!.0,', 1234567)).toMatchObject({ power: -4, unit: null });
    expect(figure('#,##0,', 1234567)).toMatchObject({ power: -3, unit: null });
  });
});
