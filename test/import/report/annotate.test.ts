import { beforeAll, describe, expect, test } from '@jest/globals';
import excel from 'exceljs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotateWorkbook, ISSUE_HEADINGS, isIssueSheet } from '../../../import/report/annotate.js';
import type { WordedIssue } from '../../../import/issues/wording.js';
import { openWorkbook } from '../../../import/workbook/open.js';
import { partsOf, xmlOf } from './parts.js';
import { HIDDEN, LEDGER, richWorkbook } from './rich-workbook.js';

const RED = 'FFFFC1C3';
const YELLOW = 'FFFFEB9A';

function issue(address: string | null, more: Partial<WordedIssue> = {}): WordedIssue {
  return {
    severity: 'ERROR',
    code: 'FIGURE_UNREADABLE',
    sheet: LEDGER,
    row: address === null ? null : Number(/\d+$/u.exec(address)?.[0]),
    address,
    heading: '金额（万元）',
    text: '五十万左右吧',
    message: '“金额”应是数字。',
    remedy: '请只填一个数字。',
    ...more,
  };
}

const ISSUES: readonly WordedIssue[] = [
  issue('D10', { severity: 'WARNING', text: '=HYPERLINK("http://x","y")', message: '警告 & <一>_x000D_' }),
  issue('D5'),
  issue('D5', { severity: 'WARNING', message: '第二个问题' }),
  issue('B8', { severity: 'WARNING', message: '合并格中的问题' }),
  issue('F11', { message: '空单元格' }),
  issue('H12', { message: '没有的单元格' }),
  issue('C40', { message: '没有的行' }),
  issue('A13', { address: null, message: '整行的问题' }),
  issue('D14', { severity: 'INFO', message: '只是提示', remedy: null }),
  issue('A1', { severity: 'INFO', sheet: HIDDEN, message: '隐藏表中的提示' }),
  issue(null, { sheet: null, heading: null, text: null, message: '整个文件的问题' }),
];

async function load(content: Buffer): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(content as unknown as excel.Buffer);
  return workbook;
}

/** The cells of every sheet but the one of issues, as our reader gives them. */
async function cellsOf(content: Buffer, fileName = 'a.xlsx'): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
  const path = join(folder, 'workbook');
  await writeFile(path, content);
  const workbook = await openWorkbook(path, { fileName });
  try {
    const sheets: unknown[] = [];
    for (const sheet of workbook.sheets) {
      const rows = [];
      for await (const batch of sheet.rows()) {
        for (const { number, hidden, cells } of batch)
          if (cells.some((cell) => cell !== undefined)) rows.push({ number, hidden, cells: [...cells] });
      }
      const first = rows[0]?.cells.map((cell) => cell?.text ?? '') ?? [];
      if (!isIssueSheet(sheet.name, first)) sheets.push({ hidden: sheet.hidden, merges: sheet.merges, rows });
    }
    return sheets;
  } finally {
    await workbook.close();
    await rm(folder, { recursive: true });
  }
}

/** A cell's style without its fill; exceljs leaves the first style of all out. */
function looks({ style }: excel.Cell): Partial<excel.Style> {
  const { fill: _, ...rest } = style;
  const font = { name: 'Calibri', size: 11, family: 2, scheme: 'minor', color: { theme: 1 } } as const;
  return { font, border: {}, ...rest };
}

function fillOf(cell: excel.Cell): string | undefined {
  return cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;
}

function noteOf(cell: excel.Cell): string {
  const note = cell.note as string | { texts: { text: string }[] } | undefined;
  return typeof note === 'object' ? note.texts.map(({ text }) => text).join('') : (note ?? '');
}

describe('an annotated .xlsx', () => {
  let original: Buffer;
  let content: Buffer;
  let book: excel.Workbook;
  let sheet: excel.Worksheet;
  let before: Map<string, Buffer>;
  let after: Map<string, Buffer>;
  beforeAll(async () => {
    original = await richWorkbook();
    const annotated = await annotateWorkbook({ fileName: '台账.xlsx', content: original }, ISSUES);
    ({ content } = annotated);
    book = await load(content);
    sheet = book.getWorksheet(LEDGER)!;
    before = await partsOf(original);
    after = await partsOf(content);
  });

  test('fills the faulty cells by severity, merged ones as a whole and missing ones too, and no others', async () => {
    const first = (await load(original)).getWorksheet(LEDGER)!;
    const changed: Record<string, string | undefined> = {};
    for (let row = 1; row <= 42; row += 1) {
      for (let column = 1; column <= 10; column += 1) {
        const cell = sheet.getCell(row, column);
        const was = first.getCell(row, column);
        expect({ at: cell.address, ...looks(cell) }).toEqual({ at: cell.address, ...looks(was) });
        expect(cell.value).toEqual(was.value);
        if (JSON.stringify(cell.fill) !== JSON.stringify(was.fill)) changed[cell.address] = fillOf(cell);
      }
    }
    expect(changed).toEqual({
      D5: RED,
      B7: YELLOW,
      D10: YELLOW,
      F11: RED,
      H12: RED,
      A13: RED,
      C40: RED,
    });
  });

  test('comments them with what is wrong and what to do, below what the clerk wrote', () => {
    expect(noteOf(sheet.getCell('D5'))).toBe(
      '这是我核过的数\n———导入问题———\n【错误】“金额”应是数字。\n→ 请只填一个数字。\n【警告】第二个问题\n→ 请只填一个数字。',
    );
    expect(noteOf(sheet.getCell('C4'))).toBe('办事员的批注 & <记>');
    expect(noteOf(sheet.getCell('B7'))).toBe('【警告】第8行：合并格中的问题\n→ 请只填一个数字。');
    expect(noteOf(sheet.getCell('A13'))).toContain('整行的问题');
    expect(noteOf(sheet.getCell('D14'))).toBe('');
    const shapes = xmlOf(after, 'xl/drawings/vmlDrawing1.vml');
    expect(shapes.match(/ObjectType="Note"/gu)).toHaveLength(2 + 6);
  });

  test('leaves every part as it was, but for those that must name what is new', () => {
    const same = [...before].filter(([name, part]) => after.get(name)?.equals(part) === true).map(([name]) => name);
    expect([...before.keys()].filter((name) => !same.includes(name)).toSorted()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect([...after.keys()].filter((name) => !before.has(name))).toEqual(['xl/worksheets/sheet4.xml']);
  });

  test('changes nothing in the sheet but the styles of the faulty cells, and the spans of rows that grew', () => {
    const inserted = /<c r="(?:F11|H12|C40)" s="\d+"\/>/gu;
    const plain = (xml: string) =>
      xml
        .replace(inserted, '')
        .replace(/(<row r="1[12]") spans="1:5"/gu, '$1')
        .replace(/<row r="40">\s*<\/row>/gu, '')
        .replace(/<c r="(?:D5|B7|D10|A13)"[^>]*>/gu, (tag) => tag.replace(/ s="\d+"/u, ''));
    const now = xmlOf(after, 'xl/worksheets/sheet1.xml');
    expect(now.match(inserted)).toHaveLength(3);
    expect(plain(now)).toBe(plain(xmlOf(before, 'xl/worksheets/sheet1.xml')));
  });

  test('keeps the numbers of the styles, and appends its own', () => {
    const styles = xmlOf(after, 'xl/styles.xml');
    const xfs = (xml: string) => /<cellXfs[^>]*>(.*)<\/cellXfs>/su.exec(xml)?.[1] ?? '';
    expect(xfs(styles).startsWith(xfs(xmlOf(before, 'xl/styles.xml')))).toBe(true);
    const count = /<cellXfs count="(\d+)"/u.exec(styles)?.[1];
    expect(xfs(styles).match(/<xf /gu)).toHaveLength(Number(count));
  });

  test('puts one sheet of issues in front and shows it; what counts sheets counts one more', () => {
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['导入问题', 'visible'],
      [LEDGER, 'visible'],
      ['图片', 'visible'],
      [HIDDEN, 'hidden'],
    ]);
    const workbook = xmlOf(after, 'xl/workbook.xml');
    expect(workbook).not.toContain('activeTab');
    expect(workbook).toMatch(/name="_xlnm.Print_Area"[^>]*localSheetId="1"|localSheetId="1"[^>]*_xlnm.Print_Area/u);
    expect(xmlOf(after, 'xl/worksheets/sheet4.xml')).toContain('tabSelected="1"');
    for (const name of ['sheet1', 'sheet2', 'sheet3'])
      expect(xmlOf(after, `xl/worksheets/${name}.xml`)).not.toContain('tabSelected="1"');
  });

  test('lists the issues, gravest first, as text, with links to their cells', () => {
    const list = book.worksheets[0]!;
    const row = (number: number) => (list.getRow(number).values as unknown[]).slice(1).map((value) => value ?? null);
    expect(row(1)).toEqual([...ISSUE_HEADINGS]);
    expect(row(2).slice(0, 3)).toEqual([1, '错误', LEDGER]);
    expect(list.getCell('D2').value).toBe('D5');
    const links = xmlOf(after, 'xl/worksheets/sheet4.xml');
    expect(links).toContain(
      `<hyperlink ref="D2" location="'${LEDGER.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}'!D5"/>`,
    );
    expect(links).toContain(`location="'隐''藏'!A1"`);
    expect(list.getColumn(2).values.slice(2)).toEqual([
      ...Array(6).fill('错误'),
      ...Array(3).fill('警告'),
      '提示',
      '提示',
    ]);
    const formula = list.getColumn(6).values.findIndex((value) => String(value).startsWith('=HYPERLINK'));
    expect(list.getCell(formula, 6).type).toBe(excel.ValueType.String);
    expect(xmlOf(after, 'xl/worksheets/sheet4.xml')).not.toContain('<f>');
    expect(list.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(list.autoFilter).toBe('A1:H12');
  });

  test('reads the same as the original', async () => {
    expect(await cellsOf(content)).toEqual(await cellsOf(original));
  });

  test('annotated again, shows the new issues only, once, and takes its former marks off', async () => {
    const again = await annotateWorkbook({ fileName: '台账.xlsx', content }, [issue('D6', { message: '新问题' })]);
    const workbook = await load(again.content);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['导入问题', LEDGER, '图片', HIDDEN]);
    expect(workbook.worksheets[0]!.rowCount).toBe(2);
    const ledger = workbook.getWorksheet(LEDGER)!;
    expect(fillOf(ledger.getCell('D6'))).toBe(RED);
    for (const address of ['D5', 'D10', 'F11', 'A13', 'B7']) {
      expect(ledger.getCell(address).fill).toMatchObject({ pattern: 'none' });
      expect(noteOf(ledger.getCell(address))).toBe(address === 'D5' ? '这是我核过的数' : '');
    }
    expect(noteOf(ledger.getCell('D6'))).toContain('新问题');
    const shapes = xmlOf(await partsOf(again.content), 'xl/drawings/vmlDrawing1.vml');
    expect(shapes.match(/ObjectType="Note"/gu)).toHaveLength(2 + 1);
    expect(await cellsOf(again.content)).toEqual(await cellsOf(original));
  });

  test('without any issue says so', async () => {
    const clean = await annotateWorkbook({ fileName: '台账.xlsx', content: original }, []);
    expect((await load(clean.content)).worksheets[0]!.getCell('G2').value).toBe('没有发现问题。');
    const parts = await partsOf(clean.content);
    expect(parts.get('xl/worksheets/sheet1.xml')).toEqual(before.get('xl/worksheets/sheet1.xml'));
  });
});

describe('a workbook of another format', () => {
  const csv = Buffer.from('序号,资金名称,金额\n1,"=1+1",五十万\n2,@甲,007\n');

  test('becomes an .xlsx of the cells as they are read, with its faults marked', async () => {
    const annotated = await annotateWorkbook({ fileName: '很长的文件名'.repeat(8) + '.csv', content: csv }, [
      issue('C2', { sheet: (await sheetNameOf(csv)) ?? null }),
    ]);
    const workbook = await load(annotated.content);
    const sheet = workbook.worksheets[1]!;
    expect(fillOf(sheet.getCell('C2'))).toBe(RED);
    expect(noteOf(sheet.getCell('C2'))).toContain('应是数字');
    expect(sheet.getCell('B2').type).toBe(excel.ValueType.String);
    expect(sheet.getCell('B2').value).toBe('=1+1');
    expect(sheet.getCell('C3').value).toBe('007');
    expect(await cellsOf(annotated.content)).toEqual(await cellsOf(csv, 'a.csv'));
  });

  async function sheetNameOf(content: Buffer): Promise<string | undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
    const path = join(folder, 'workbook');
    await writeFile(path, content);
    const workbook = await openWorkbook(path, { fileName: '很长的文件名'.repeat(8) + '.csv' });
    await workbook.close();
    await rm(folder, { recursive: true });
    return workbook.sheets[0]?.name;
  }
});

describe('the sheet of issues', () => {
  test('is known by its name and all its headings', () => {
    expect(isIssueSheet('导入问题', ISSUE_HEADINGS)).toBe(true);
    expect(isIssueSheet('导入问题2', [...ISSUE_HEADINGS, ''])).toBe(true);
    expect(isIssueSheet('导入问题', ['序号', '问题'])).toBe(false);
    expect(isIssueSheet('存在问题', ISSUE_HEADINGS)).toBe(false);
  });

  test('does not take the name of a sheet of the clerk', async () => {
    const workbook = new excel.Workbook();
    workbook.addWorksheet('导入问题').getCell('A1').value = '我们的问题清单';
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    const annotated = await load((await annotateWorkbook({ fileName: 'a.xlsx', content }, [])).content);
    expect(annotated.worksheets.map(({ name }) => name)).toEqual(['导入问题2', '导入问题']);
    expect(annotated.worksheets[1]!.getCell('A1').value).toBe('我们的问题清单');
  });
});
