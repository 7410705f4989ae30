import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { READINGS } from '../../../import/ledgers/index.js';
import { ISSUES } from '../../../import/issues/catalogue.js';
import { storable } from '../../../import/workbook/stored-text.js';
import type { Cell, Row, Sheet } from '../../../import/workbook/workbook.js';
import { contextOf, readSheet } from '../read-folder.js';
import { randomCases } from '../../random-cases.js';

const text = (content: string): Cell => ({ kind: 'text', text: storable(content) });
const number = (value: number): Cell => ({ kind: 'number', text: String(value), value });

/** What clerks, other programs and bad luck leave in cells. */
const CELLS: readonly (Cell | undefined)[] = [
  undefined,
  text(''),
  text(' '),
  text('/'),
  text('—'),
  text('无'),
  text('*'),
  text('xx'),
  text('不详'),
  text('合计'),
  text('小计：'),
  text('其中：'),
  text('一、自治区级'),
  text('续表'),
  text('示例'),
  text('填表人：张三'),
  text('数据来源：统计局'),
  text('2022年3月1日'),
  text('9月上旬'),
  text('2月30日'),
  text('2022.1-2022.12'),
  text('三年'),
  text('100万'),
  text('示例\ud800'),
  text('近4亿元'),
  text('1－2家'),
  text('50万美元'),
  text('自治区'),
  text('市级'),
  text('通过'),
  text('是'),
  text('示例一有限公司'),
  text('张三'),
  text('91990103LC3CD608UY'),
  text('GR202215000456'),
  text('内科发〔2022〕1号'),
  text('=1+1'),
  text('\u0000\u0007'),
  text('（重复）甲'),
  text('王五13812345678'),
  text('甲'.repeat(400)),
  text('🙂𠮷'),
  text('__proto__'),
  text('constructor'),
  number(0),
  number(1),
  number(-3.5),
  number(43_835),
  number(2022),
  number(20_220_305),
  number(1e21),
  number(0.1 + 0.2),
  { kind: 'number', text: '0.5', value: 0.5, percent: true },
  { kind: 'date', text: '2022-05-01', iso: '2022-05-01' },
  { kind: 'date', text: '1905-07-14', iso: '1905-07-14' },
  { kind: 'boolean', text: 'TRUE', value: true },
  { kind: 'error', text: '#REF!' },
  { kind: 'uncalculated', text: '=SUM(A1:A9)' },
];

function sheetOf(headings: readonly string[], title: string, body: readonly (readonly (Cell | undefined)[])[]): Sheet {
  const rows: Row[] = [[text(title)], headings.map(text), ...body].map((cells, at) => ({
    number: at + 1,
    hidden: false,
    cells,
  }));
  return {
    name: '表',
    index: 0,
    hidden: false,
    merges: [],
    hiddenColumns: new Set(),
    async *rows() {
      yield rows;
    },
  };
}

test.each(READINGS.map((reading) => [reading.ledger.id, reading] as const))(
  'every row of %s ends as one thing, whatever its cells hold',
  async (id, reading) => {
    const headings = Object.values(reading.fields).map((field, at) => field?.headings[0] ?? `列${at}`);
    const row = fc.array(fc.constantFrom(...CELLS), { minLength: headings.length, maxLength: headings.length });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (body) => {
        const sheet = sheetOf(headings, `2022年${reading.words[0] ?? ''}`, body);
        const read = await readSheet(sheet, contextOf('台账.xlsx', { settled: { ledger: id } }));
        if (read.reading.recognition === null) return;
        const last = read.reading.recognition.headerRows[1];
        const ends = read.ends ?? Number.POSITIVE_INFINITY;
        const seen = body.filter(
          (cells, at) =>
            at + 3 > last && at + 3 < ends && cells.some((cell) => cell !== undefined && cell.text.trim() !== ''),
        ).length;
        expect(new Set(read.drafts.map((draft) => draft.row)).size + read.rejected + read.skipped).toBe(seen);
        const faulty = new Set(
          read.issues.flatMap((issue) =>
            ISSUES[issue.code].severity === 'ERROR' && issue.row !== undefined && issue.row > last ? [issue.row] : [],
          ),
        );
        expect(faulty.size).toBe(read.rejected);
        for (const draft of read.drafts) {
          expect(draft.keys[0]).toMatch(/^[1-9]:/);
          expect(JSON.stringify([draft.values, draft.cells, draft.keys])).not.toMatch(/13812345678|\\u0000|\\ud800/);
          expect(JSON.stringify(read.issues)).not.toContain('13812345678');
          for (const value of Object.values(draft.values))
            expect(value === null || ['string', 'boolean'].includes(typeof value) || Array.isArray(value)).toBe(true);
        }
      }),
      { numRuns: randomCases(200, 60) },
    );
  },
);

test('a second reading gives the same drafts', async () => {
  const body = [1, 2, 3].map(() => [text('市'), text('下达'), text('甲'), text('示例一有限公司'), number(10)]);
  const sheet = sheetOf(
    ['资金级次', '资金流向', '资金名称', '执行单位', '金额（万元）'],
    '2022年科技专项资金台账',
    body,
  );
  const once = await readSheet(sheet, contextOf('台账.xlsx'));
  const again = await readSheet(sheet, contextOf('台账.xlsx'));
  expect(again.drafts).toEqual(once.drafts);
  expect(new Set(once.drafts.map((draft) => draft.keys[0])).size).toBe(3);
});
