import { expect, test } from '@jest/globals';
import { textsOf } from './fixture.js';

const row = (cells: readonly string[]) => `<row r="1">${cells.join('')}</row>`;
const styled = (formats: readonly (number | string)[], value: number | string) =>
  textsOf({ formats, rows: row(formats.map((_, style) => `<c s="${style}"><v>${value}</v></c>`)) });

test('the built-in formats 14–22, 27–36, 45–47 and 50–58 make a date of a number', async () => {
  const ids = Array.from({ length: 60 }, (_, id) => id);
  const shown = Object.values(await styled(ids, 45000));
  const dates = ids.filter((id) => shown[id] === 'date 2023-03-15');
  const range = (from: number, to: number) => ids.slice(from, to + 1);
  expect(dates).toEqual([...range(14, 22), ...range(27, 36), ...range(45, 47), ...range(50, 58)]);
});

test('a custom format is a date by its first section, without quotes, escapes and brackets', async () => {
  const dates = [
    'yyyy"年"m"月"d"日"',
    '[$-804]yyyy/m/d;@',
    'yyyy\\-mm\\-dd',
    '[h]:mm',
    '[mm]:ss',
    'M月D日',
    'yyyy.m;0.00',
    '[=0]?;[hh]:mm',
    'e"年"m"月"',
  ];
  const numbers = [
    '0.00"天d"',
    '[Red]0.00',
    '#,##0_);[Blue]\\(#,##0\\)',
    '0\\d',
    '[$¥-804]#,##0.00',
    '0;yyyy',
    'G/通用格式"年"',
    'General',
    '0.00E+00',
    '@',
    '[DBNum2]0',
  ];
  expect(Object.values(await styled(dates, 45000))).toEqual(dates.map(() => 'date 2023-03-15'));
  expect(Object.values(await styled(numbers, 45000))).toEqual(numbers.map(() => 'number 45000'));
});

test('the time follows where it is not midnight, rounded to whole seconds', async () => {
  const values = ['45000.5', '45000.999999', '45000.000001', '45000.3541666667', '45000.70833333334', '0.375'];
  expect(
    Object.values(await textsOf({ formats: [22], rows: row(values.map((value) => `<c s="0"><v>${value}</v></c>`)) })),
  ).toEqual([
    'date 2023-03-15 12:00:00',
    'date 2023-03-16',
    'date 2023-03-15',
    'date 2023-03-15 08:30:00',
    'date 2023-03-15 17:00:00',
    'date 1899-12-31 09:00:00',
  ]);
});

test('days before March 1900 are one off, as the leap day that never was is counted', async () => {
  const values = [1, 59, 60, 61];
  expect(
    Object.values(await textsOf({ formats: [14], rows: row(values.map((value) => `<c s="0"><v>${value}</v></c>`)) })),
  ).toEqual(['date 1900-01-01', 'date 1900-02-28', 'date 1900-02-28', 'date 1900-03-01']);
});

test('a workbook of 1904 counts from there', async () => {
  for (const workbookPr of ['<workbookPr date1904="1"/>', "<workbookPr date1904='true'></workbookPr>"])
    expect(
      await textsOf({
        workbookPr,
        formats: [14],
        rows: row(['<c s="0"><v>0</v></c>', '<c s="0"><v>43538.25</v></c>']),
      }),
    ).toEqual({ A1: 'date 1904-01-01', B1: 'date 2023-03-15 06:00:00' });
});

test('a number outside the calendar stays a number', async () => {
  expect(
    Object.values(
      await textsOf({
        formats: [14],
        rows: row(['<c s="0"><v>-1</v></c>', '<c s="0"><v>2958465</v></c>', '<c s="0"><v>2958466</v></c>']),
      }),
    ),
  ).toEqual(['number -1', 'date 9999-12-31', 'number 2958466']);
});

test('a date stored as ISO text is a date, one with a time zone in China’s time', async () => {
  expect(
    await textsOf({
      rows: row([
        '<c t="d"><v>2024-03-01T00:00:00.000Z</v></c>',
        '<c t="d"><v>2024-03-01T08:30:59.6</v></c>',
        '<c t="d"><v>2024-03-01</v></c>',
        '<c t="d"><v>甲</v></c>',
        '<c t="d"><v>2024-02-29T16:00:00.000Z</v></c>',
      ]),
    }),
  ).toEqual({
    A1: 'date 2024-03-01 08:00:00',
    B1: 'date 2024-03-01 08:31:00',
    C1: 'date 2024-03-01',
    D1: 'text 甲',
    E1: 'date 2024-03-01',
  });
});

test('the machine in Shanghai or New York reads the same day', async () => {
  const before = process.env['TZ'];
  try {
    for (const zone of ['Asia/Shanghai', 'America/New_York']) {
      process.env['TZ'] = zone;
      expect(await styled([14, 22], 33000)).toEqual({ A1: 'date 1990-05-07', B1: 'date 1990-05-07' });
    }
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('of alternate content in the styles the choice counts once', async () => {
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><cellXfs count="2">' +
    '<mc:AlternateContent><mc:Choice Requires="x"><xf numFmtId="0"/></mc:Choice><mc:Fallback><xf numFmtId="0"/></mc:Fallback></mc:AlternateContent>' +
    '<xf numFmtId="14"/></cellXfs></styleSheet>';
  const texts = await textsOf({
    formats: [0, 14],
    rows: row(['<c s="0"><v>45000</v></c>', '<c s="1"><v>45000</v></c>']),
    parts: { 'xl/styles.xml': styles },
  });
  expect(Object.values(texts)).toEqual(['number 45000', 'date 2023-03-15']);
});
