import { expect, test } from '@jest/globals';
import { fileOf, readAll, readTiny, textsOf, tinyXlsx } from './fixture.js';

test('text comes from the shared strings and from the cell itself', async () => {
  expect(
    await textsOf({
      strings: '<si><t>项目名称</t></si><si><t>€䶮𠮷</t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>内联</t></is></c></row>',
    }),
  ).toEqual({ A1: 'text €䶮𠮷', B1: 'text 项目名称', C1: 'text 内联' });
});

test('runs of rich text are joined and phonetic guides dropped, shared or inline', async () => {
  const rich =
    '<r><rPr><b/></rPr><t>承担</t></r><r><t xml:space="preserve"> 单位</t></r><rPh sb="0" eb="2"><t>チョウタン</t></rPh><phoneticPr fontId="1"/>';
  expect(
    await textsOf({
      strings: `<si>${rich}</si><si><t>后</t></si>`,
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>${rich}</is></c><c r="C1" t="s"><v>1</v></c></row>`,
    }),
  ).toEqual({ A1: 'text 承担 单位', B1: 'text 承担 单位', C1: 'text 后' });
});

test('office escapes are decoded, an escaped underscore is one, and NUL is dropped', async () => {
  expect(
    await textsOf({
      strings:
        '<si><t>a_x000D_b</t></si><si><t>_x005F_x000D_</t></si><si><t>x_x0000_y_x4e2d_</t></si><si><t>_xZZZZ_</t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="str"><v>_x0041_</v></c></row>',
    }),
  ).toEqual({ A1: 'text a\rb', B1: 'text _x000D_', C1: 'text xy中', D1: 'text _xZZZZ_', E1: 'text A' });
});

test('what no database keeps is in no cell of any type', async () => {
  expect(
    await textsOf({
      strings: '<si><t>共&#0;享&#xD800;</t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>内&#0;联&#xDC00;</t></is></c><c r="C1" t="str"><v>公_x0000_式&#xD800;</v></c><c r="D1" t="e"><v>#N&#0;A&#xD800;</v></c><c r="E1" t="d"><v>某&#0;日&#xD800;</v></c><c r="F1"><v>甲_x0000__xD800_</v></c><c r="G1"><f>A1&amp;"&#0;&#xD800;"</f></c></row>',
    }),
  ).toEqual({
    A1: 'text 共享\ufffd',
    B1: 'text 内联\ufffd',
    C1: 'text 公式\ufffd',
    D1: 'error #NA\ufffd',
    E1: 'text 某日\ufffd',
    F1: 'text 甲\ufffd',
    G1: 'uncalculated =A1&"\ufffd"',
  });
});

test('entities, character references and line ends are decoded', async () => {
  expect(
    await textsOf({
      strings:
        '<si><t>&lt;&amp;&gt;&quot;&apos;&#20013;&#x4E2D;&#x20BB7;&amp;lt;</t></si><si><t>一\r\n二\r三&#13;四&#xD800;</t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
    }),
  ).toEqual({ A1: `text <&>"'中中𠮷&lt;`, B1: 'text 一\n二\n三\r四\ufffd' });
});

test('white space of a text is kept, an empty text is no cell', async () => {
  expect(
    await textsOf({
      strings: '<si><t xml:space="preserve"> 前 </t></si><si><t/></si><si/><si><t></t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><t></t></is></c><c r="F1" t="str"><f>A9</f><v></v></c><c r="G1"/></row>',
    }),
  ).toEqual({ A1: 'text  前 ' });
});

test('a number keeps its digits as they are stored', async () => {
  const { cells } = await readTiny({
    rows: '<row r="1"><c r="A1"><v>89.56999999999999</v></c><c r="B1"><v>1E3</v></c><c r="C1"><v>007</v></c><c r="D1"><v>-0.5</v></c><c r="E1" t="n"><v> 12 </v></c><c r="F1"><v>99999</v></c></row>',
  });
  expect(Object.values(cells)).toEqual([
    { kind: 'number', text: '89.56999999999999', value: Number('89.56999999999999') },
    { kind: 'number', text: '1E3', value: 1000 },
    { kind: 'number', text: '007', value: 7 },
    { kind: 'number', text: '-0.5', value: -0.5 },
    { kind: 'number', text: '12', value: 12 },
    { kind: 'number', text: '99999', value: 99999 },
  ]);
});

test('a percentage is flagged', async () => {
  const { cells } = await readTiny({
    formats: [0, 9, 10, '0.0%;[Red]-0.0%', '0"%"'],
    rows: '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="3"><v>0.25</v></c><c r="D1" s="4"><v>3</v></c></row>',
  });
  expect(Object.values(cells).map((cell) => cell.kind === 'number' && cell.percent === true)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a number of 16 digits or more is noted, as its last digits are lost; a long fraction is not', async () => {
  const book = tinyXlsx({
    rows: '<row r="2"><c r="A2"><v>110101199003078888</v></c><c r="B2"><v>1.2345678901234567E+17</v></c><c r="C2"><v>0.30000000000000004</v></c><c r="D2"><v>123456789012345</v></c></row>',
  });
  const { notes } = await readAll(fileOf(book));
  expect(notes).toEqual([
    { code: 'PRECISION_LOST', sheet: '台账', row: 2, column: 0, text: '110101199003078888' },
    { code: 'PRECISION_LOST', sheet: '台账', row: 2, column: 1, text: '1.2345678901234567E+17' },
  ]);
});

test('booleans and errors have kinds of their own', async () => {
  expect(
    await textsOf({
      rows: '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c></row>',
    }),
  ).toEqual({ A1: 'boolean TRUE', B1: 'boolean FALSE', C1: 'error #N/A' });
});

test('a formula gives its cached value, also when that is 0 or false', async () => {
  expect(
    await textsOf({
      rows: '<row r="1"><c r="A1"><f>1-1</f><v>0</v></c><c r="B1" t="b"><f>1=2</f><v>0</v></c><c r="C1" t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    }),
  ).toEqual({ A1: 'number 0', B1: 'boolean FALSE', C1: 'text 甲乙', D1: 'error #DIV/0!' });
});

test('a formula that was never calculated is told with its text, also where it is shared', async () => {
  expect(
    await textsOf({
      rows: '<row r="1"><c r="A1"><f>SUM(B1:B2)&amp;"x"</f></c><c r="B1"><f>C1*2</f><v></v></c><c r="C1"><f t="shared" ref="C1:D1" si="0">E1+1</f></c><c r="D1"><f t="shared" si="0"/><v/></c></row>',
    }),
  ).toEqual({
    A1: 'uncalculated =SUM(B1:B2)&"x"',
    B1: 'uncalculated =C1*2',
    C1: 'uncalculated =E1+1',
    D1: 'uncalculated =E1+1',
  });
});

test('an inline text goes before a value beside it, and stays in its cell', async () => {
  expect(
    await textsOf({
      rows: '<row r="1"><c r="A1" t="inlineStr"><f>X1</f><is><t>甲</t></is></c><c r="B1" t="inlineStr"><v>1</v><is><t>乙</t></is></c><c r="C1"><v>2</v><is><t>丙</t></is></c><c r="D1" t="inlineStr"><is><t>丁</t></is></c><c r="E1" t="inlineStr"><v>戊</v></c></row>',
    }),
  ).toEqual({ A1: 'text 甲', B1: 'text 乙', C1: 'number 2', D1: 'text 丁', E1: 'text 戊' });
});

test('a shared string that is not there is damage, not an empty cell', async () => {
  const book = tinyXlsx({ strings: '<si><t>甲</t></si>', rows: '<row r="1"><c t="s"><v>1</v></c></row>' });
  await expect(readAll(fileOf(book))).rejects.toMatchObject({ code: 'FILE_DAMAGED', detail: 'no shared string 1' });
});

test('a cell reads the same however its tag is written', async () => {
  const numbers = ['0', '7', '007', '-7', '-0', '1.50', '-0.25', '9999', '10000', '1E3', '123456789012345', '44562.5'];
  const odd = ['1234567890123456', '0.12345678901234567', '.5', '5.', '--1', '1.2.3', ' 3 ', '无', '44562'];
  const values = [...numbers, ...odd].flatMap((value) =>
    ['', ' s="1"', ' s="2"', ' t="n"'].map((kind) => `${kind}><v>${value}</v>`),
  );
  const all = [...values, ' t="s"><v>0</v>', ' s="1" t="s"><v>1</v>', ' s="1"/>', '><v></v>', ' t="b"><v>1</v>'];
  const read = (extra: string) =>
    readTiny({
      strings: '<si><t>甲</t></si><si><t>乙</t></si>',
      formats: [0, 14, 10],
      rows: all
        .map(
          (rest, at) =>
            `<row r="${at + 1}"><c r="AB${at + 1}"${extra}${rest}${rest.endsWith('/>') ? '' : '</c>'}</row>`,
        )
        .join(''),
    });
  const plain = await read('');
  expect(Object.keys(plain.cells).length).toBeGreaterThan(values.length - 1);
  for (const cell of Object.values(plain.cells)) if (cell.kind === 'number') expect(cell.value).toBe(Number(cell.text));
  expect(Object.values(plain.cells).filter(({ kind }) => kind === 'date').length).toBeGreaterThan(5);
  expect(await read(' cm="1"')).toEqual(plain);
});
