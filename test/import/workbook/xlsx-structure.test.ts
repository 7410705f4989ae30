import { expect, test } from '@jest/globals';
import {
  fileOf,
  readAll,
  readTiny,
  relation,
  relationships,
  shown,
  textsOf,
  tinyParts,
  tinyXlsx,
  refusalOf,
} from './fixture.js';

const inline = (text: string, reference = '') => `<c ${reference} t="inlineStr"><is><t>${text}</t></is></c>`;

test('merged cells are known as ranges before the rows are read; a merge of one cell is none', async () => {
  const { merges, cells } = await readTiny({
    rows: `<row r="1">${inline('台账', 'r="A1"')}</row>`,
    tail: '<mergeCells count="3"><mergeCell ref="A1:J1"/><mergeCell ref="C5:B3"/><mergeCell ref="D4:D4"/></mergeCells>',
  });
  expect(merges).toEqual([
    { top: 0, left: 0, bottom: 0, right: 9 },
    { top: 2, left: 1, bottom: 4, right: 2 },
  ]);
  expect(Object.keys(cells)).toEqual(['A1']);
});

test('hidden rows, columns and sheets are flagged and read', async () => {
  const book = tinyXlsx({
    sheets:
      '<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" state="hidden" r:id="rId1"/><sheet name="三&amp;" sheetId="3" state="veryHidden" r:id="rId1"/>',
    head: '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" hidden="0"/></cols>',
    rows: `<row r="1" hidden="1">${inline('甲')}</row><row r="2" hidden="false">${inline('乙')}</row>`,
  });
  const { sheets } = await readAll(fileOf(book));
  expect(sheets.map(({ name, index, hidden }) => [name, index, hidden])).toEqual([
    ['一', 0, false],
    ['二', 1, true],
    ['三&', 2, true],
  ]);
  expect([...sheets[0]!.hiddenColumns]).toEqual([1, 2]);
  expect(sheets[0]!.rows.map((row) => row.hidden)).toEqual([true, false]);
});

test('cells may be sparse, out of order and far to the right', async () => {
  expect(
    await textsOf({
      rows: `<row r="3">${inline('丙', 'r="C3"')}${inline('甲', 'r="A3"')}</row><row r="1048576">${inline('末', 'r="ALL1048576"')}</row>`,
    }),
  ).toEqual({ A3: 'text 甲', C3: 'text 丙', ALL1048576: 'text 末' });
});

test.each(['how now row', 'r', '<!-- row -->', 'w</w'])(
  'rows are told from what their texts say, however often they say it: %s',
  async (word) => {
    const said = word.includes('<') ? `<![CDATA[${word}]]>` : word;
    const cell = `<c t="inlineStr"><is><t>${said.repeat(40)}</t></is></c>`;
    const sheet = await readTiny({
      rows: `<row r="3">${cell}</row><row>${cell}${cell}</row><row r="1">${cell}</row>`,
      tail: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    });
    const text = word.repeat(40);
    expect(Object.entries(sheet.cells)).toEqual(
      ['A1', 'A3', 'A4', 'B4'].map((address) => [address, { kind: 'text', text }]),
    );
    expect(sheet.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
  },
);

test('rows out of order, or in two pieces, come ascending and whole', async () => {
  const { rows } = await readTiny({
    rows: `<row r="9">${inline('九', 'r="A9"')}</row><row r="2">${inline('二', 'r="A2"')}</row><row r="9">${inline('又', 'r="C9"')}</row>`,
  });
  expect(rows.map((row) => [row.number, row.cells.map((cell) => cell?.text)])).toEqual([
    [2, ['二']],
    [9, ['九', undefined, '又']],
  ]);
});

test('cells and rows that do not say where they are follow one another', async () => {
  expect(
    await textsOf({
      rows: `<row>${inline('甲')}${inline('乙')}</row><row/><row>${inline('丙', 'r="C3"')}${inline('丁')}</row><row r="7">${inline('戊')}</row><row>${inline('己')}</row>`,
    }),
  ).toEqual({ A1: 'text 甲', B1: 'text 乙', C3: 'text 丙', D3: 'text 丁', A7: 'text 戊', A8: 'text 己' });
});

test('element names may have a prefix, in every part', async () => {
  const parts = Object.fromEntries(
    Object.entries(
      tinyParts({
        strings: '<si><t>共享</t></si>',
        formats: [14],
        head: '<cols><col min="1" max="1" hidden="1"/></cols>',
        rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>45000</v></c></row>',
        tail: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells><extLst><ext xmlns:x14="u"><x14:c/></ext></extLst>',
      }),
    ).map(([name, text]) => [
      name,
      String(text)
        .replace(/<(\/?)(\w+)/g, '<$1x:$2')
        .replaceAll('xmlns="', 'xmlns:x="'),
    ]),
  );
  const sheet = await readTiny({ parts });
  expect(shown(sheet)).toEqual({ A1: 'text 共享', B1: 'date 2023-03-15' });
  expect([sheet.merges.length, [...sheet.hiddenColumns]]).toEqual([1, [0]]);
});

test('elements of another prefix within a row are passed over', async () => {
  expect(
    await textsOf({
      rows: '<row r="1"><c r="A1"><v>1</v><extLst><ext><x14:v xmlns:x14="u">9</x14:v></ext></extLst></c><x14:c r="B1"><x14:v>2</x14:v></x14:c></row>',
    }),
  ).toEqual({ A1: 'number 1' });
});

test('strict OOXML is read', async () => {
  const strict = (text: string) =>
    text
      .replaceAll(
        'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        'http://purl.oclc.org/ooxml/spreadsheetml/main',
      )
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
        'http://purl.oclc.org/ooxml/officeDocument/relationships',
      );
  const parts = Object.fromEntries(
    Object.entries(
      tinyParts({ strings: '<si><t>严格</t></si>', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }),
    ).map(([name, text]) => [name, strict(String(text))]),
  );
  expect(await textsOf({ parts })).toEqual({ A1: 'text 严格' });
});

test('parts are found by relation, in any case, with backslashes and from the root', async () => {
  expect(
    await textsOf({
      relations:
        relation('rId1', 'worksheet', '/XL/Odd\\表.xml') + relation('rId8', 'sharedStrings', '.\\..\\xl\\STRINGS.XML'),
      rows: '<row r="1"><c t="s"><v>0</v></c></row>',
      parts: {
        'xl/worksheets/sheet1.xml': undefined,
        'xl\\odd/表.xml': '<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData></worksheet>',
        'xl/strings.xml': '<sst><si><t>找到</t></si></sst>',
      },
    }),
  ).toEqual({ A1: 'text 找到' });
});

test('chart, macro and dialog sheets are passed over', async () => {
  const book = tinyXlsx({
    sheets:
      '<sheet name="图" sheetId="1" r:id="rId2"/><sheet name="宏" sheetId="2" r:id="rId3"/><sheet name="数据" sheetId="3" r:id="rId1"/>',
    relations:
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
      relation('rId2', 'chartsheet', 'chartsheets/sheet1.xml') +
      relation('rId3', 'xlMacrosheet', 'macrosheets/sheet1.xml'),
  });
  const { sheets } = await readAll(fileOf(book));
  expect(sheets.map(({ name, index }) => [name, index])).toEqual([['数据', 0]]);
});

test('macros and links to other workbooks are noted, never read', async () => {
  const book = tinyXlsx({
    relations:
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
      relation('rId2', 'vbaProject', 'vbaProject.bin') +
      relation('rId3', 'externalLink', 'externalLinks/externalLink1.xml'),
    parts: { 'xl/vbaProject.bin': 'not inflated', 'xl/externalLinks/externalLink1.xml': '<not xml' },
  });
  expect((await readAll(fileOf(book))).notes).toEqual([{ code: 'MACROS_IGNORED' }, { code: 'EXTERNAL_LINK' }]);
});

test('attributes may be in single quotes, spaced, in any order and hold >', async () => {
  expect(
    await textsOf({
      rows: `<row spans='1:3'\n r = '2' x='a>b' ><c t = 'b'\tr='B2' x="'>'" ><v >1</v ></c ></row >`,
    }),
  ).toEqual({ B2: 'boolean TRUE' });
});

test('CDATA, comments and processing instructions are read as XML means them', async () => {
  expect(
    await textsOf({
      strings: '<!-- <si><t>no</t></si> --><si><t>前<![CDATA[<b>&amp;]]>后<!-- x -->尾</t></si>',
      rows: '<!-- </sheetData> --><row r="1"><c r="A1" t="s"><v>0</v></c><?x > ?><c r="B1"><v><![CDATA[12]]></v></c><c r="C1"><v>1<!-- - -->5</v></c></row><!-- --><row r="2"><c r="A2" t="str"><v><![CDATA[</sheetData>]]></v></c></row>',
    }),
  ).toEqual({ A1: 'text 前<b>&amp;后尾', B1: 'number 12', C1: 'number 15', A2: 'text </sheetData>' });
});

test('parts may be in UTF-16 or GBK, or have a byte order mark', async () => {
  const sheet =
    '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>编码𠮷</t></is></c></row></sheetData></worksheet>';
  const declared = `<?xml version="1.0" encoding="UTF-16"?>${sheet}`;
  const little = Buffer.from(`\ufeff${declared}`, 'utf16le');
  const encodings = [
    Buffer.from(`\ufeff${sheet}`),
    little,
    Buffer.from(little).swap16(),
    Buffer.from(declared, 'utf16le'),
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="gb18030"?><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>'),
      Buffer.from('b1e0c2eb', 'hex'),
      Buffer.from('</t></is></c></row></sheetData></worksheet>'),
    ]),
  ];
  const read = await Promise.all(encodings.map((bytes) => textsOf({ sheet: bytes })));
  expect(read.map((cells) => cells['A1'])).toEqual([...Array<string>(4).fill('text 编码𠮷'), 'text 编码']);
});

test('a document type declaration is refused, in every part', async () => {
  const dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>';
  for (const part of [
    'xl/worksheets/sheet1.xml',
    'xl/workbook.xml',
    '_rels/.rels',
    'xl/sharedStrings.xml',
    'xl/styles.xml',
  ]) {
    const parts = tinyParts({ strings: '', formats: [0] });
    expect(await refusalOf(tinyXlsx({ parts: { ...parts, [part]: dtd + String(parts[part]) } }))).toBe('FILE_DTD');
  }
});

test('what the sheet says of its size is not believed', async () => {
  expect(
    await textsOf({ head: '<dimension ref="A1:XFD1048576"/>', rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }),
  ).toEqual({ A1: 'number 1' });
  expect(await textsOf({ head: '<dimension ref="A1"/>', rows: '<row r="9"><c r="D9"><v>1</v></c></row>' })).toEqual({
    D9: 'number 1',
  });
});

test('a sheet without rows is empty', async () => {
  for (const sheet of [
    '<worksheet/>',
    '<worksheet><sheetData/></worksheet>',
    '<worksheet><sheetData></sheetData></worksheet>',
  ])
    expect(await textsOf({ sheet })).toEqual({});
});

test('the workbook part may be anywhere', async () => {
  const parts = tinyParts({});
  expect(
    await textsOf({
      rows: '<row><c><v>1</v></c></row>',
      parts: {
        '_rels/.rels': relationships(relation('rId1', 'officeDocument', 'book.xml')),
        'book.xml': parts['xl/workbook.xml'],
        '_rels/book.xml.rels': relationships(relation('rId1', 'worksheet', 'xl/worksheets/sheet1.xml')),
        'xl/workbook.xml': undefined,
        'xl/_rels/workbook.xml.rels': undefined,
      },
    }),
  ).toEqual({ A1: 'number 1' });
});
