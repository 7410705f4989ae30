import type { Cell, Row } from '../workbook/workbook.js';
import { headingsIn, isAnother } from '../recognize/heading-row.js';
import { normalise } from '../text/normalise.js';
import { isBlank, literalOf } from '../text/literal.js';
import type { ColumnPlan, Plan } from './plan.js';
import { SumRows } from './sum-rows.js';

/** The kind of a row; all but `record` are skipped, and `table` ends the table. */
export type RowKind =
  | 'record'
  | 'nothing'
  | 'total'
  | 'subtotal'
  | 'partial'
  | 'heading'
  | 'table'
  | 'group'
  | 'footer'
  | 'blank'
  | 'example';

const FOOTER =
  /^(?:填表人|填表日期|填报人|填报单位|填报日期|填报时间|制表人?|制表日期|编制人|编制单位|审核人?|审批人|复核人?|经办人|负责人|单位负责人|分管领导|主要领导|领导签字|签字|盖章|联系人|联系电话|数据来源|资料来源|来源|备注|注|附注|说明|填表说明|填报说明|注意事项|日期|统计人|报送单位|打印日期|截至日期?)[::]|^(?:注|说明|备注)\d*[::.、]|^\(?(?:数据来源|资料来源)/;
const FOOTER_WITHIN =
  /(?:填表|填报|制表|登记人|审核|复核|审批|签字|签名|盖章|负责人|经办人|统计员)(?:人|日期|单位)?[::]/;
/** Nothing follows: 以下空白, 本页完. */
const END = /^[-=*_(]*(?:以下(?:空白|无正文|为空)|此页空白|本页完|全文完|完|结束|空白|theend|end)[-=*_)。.]*$/i;
const CONTINUED = /^\(?续表?(?:\d*\)?$|\(?[一二三四五六七八九十\d]+\)?$|[^\d])/;
const EXAMPLE = /^(?:示例|样例|例|例如|范例|填写示例|举例|示范)[::]?$/;
const ORDINAL =
  /^(?:\(?[一二三四五六七八九十]{1,3}\)?[、.．]?|[一二三四五六七八九十]{1,3}、.*|\([一二三四五六七八九十]{1,3}\).*)$/;
const NUMERAL = /^\(?[一二三四五六七八九十]{1,3}\)?[、.．]?$/;
const FIRST = /^\(?1\)?[、.．]?$/;
const FIRST_NUMERAL = /^\(一\)[、.．]?$/;
const GROUP = /(?:级|级项目|类|类别|部分|情况|领域|批|小计)$/;
const LEADING = 3;
const WIDE = 6;

type Cells = readonly (Cell | undefined)[];

/** Distinguishes records from other rows of a sheet; `banners` are the rows with one cell merged over the table. */
export function rowClassifier(
  plan: Plan,
  headings: ReadonlyMap<number, ReadonlySet<string>>,
  banners: ReadonlySet<number>,
): (row: Row, cells: Cells, next: Row | undefined) => RowKind {
  const required = plan.reading.required.map((group) => plan.columns.filter((column) => group.includes(column.field)));
  const allHeadings = new Set([...headings.values()].flatMap((texts) => [...texts]));
  const leading = plan.columns.slice(0, LEADING + 1);
  const sums = new SumRows(plan);
  // 一、创新意识弱 in a list of problems is the problem itself.
  const prosaic = plan.reading.required.flat().some((field) => plan.reading.fields[field]?.shape === 'prose');
  /** The last record, and whether another kind of row followed it. */
  let last = 0;
  let broken = false;
  return (row, cells, next) => {
    const kind = headsGroup(row, next) ?? kindOf(row, cells);
    if (kind === 'record') {
      last = row.number;
      sums.add(cells);
    }
    if (kind !== 'nothing') broken = kind !== 'record';
    return kind;
  };

  function kindOf(row: Row, cells: Cells): RowKind {
    const first = firstText(cells, leading);
    if (first === null)
      return row.cells.some((cell) => cell !== undefined && cell.text.trim() !== '') ? other(row, cells) : 'nothing';
    // A row that starts with a counter and has all required cells is a record, as most rows are.
    if (first.kind === 'number' && complete(cells)) return numbered(row) ? 'heading' : 'record';
    return other(row, cells);
  }

  /** 一 | 研发平台建设 | 90 above 1 | …: the title of the rows that are counted below it, and their sum. */
  function headsGroup(row: Row, next: Row | undefined): RowKind | null {
    if (plan.sequence === null || next === undefined || row.cells[plan.sequence.column]?.kind !== 'text') return null;
    const counter = counterOf(row, plan.sequence.column);
    const below = counterOf(next, plan.sequence.column);
    if (!NUMERAL.test(counter) || !(FIRST.test(below) || (FIRST_NUMERAL.test(below) && !counter.startsWith('('))))
      return null;
    const sums = plan.columns.some(({ column, figure }) => figure && row.cells[column]?.kind === 'number');
    return sums ? 'subtotal' : 'group';
  }

  /** `filled`: the row's cells with values merged from above. */
  function other(row: Row, filled: Cells): RowKind {
    const present = row.cells.flatMap((cell, column) =>
      cell !== undefined && cell.text.trim() !== '' ? [{ cell, column, plain: normalise(cell.text) }] : [],
    );
    if (present.length === 0) return 'nothing';
    const [lead] = present;
    const plain = lead?.plain ?? '';
    const texts = present.filter(({ cell }) => cell.kind === 'text');
    if (CONTINUED.test(plain) && present.length <= 2 && !complete(filled)) return 'heading';
    const same = present.filter(({ column, plain: text }) => headings.get(column)?.has(text) === true).length;
    const moved = present.some(
      ({ column, plain: text }) => headings.get(column)?.has(text) !== true && allHeadings.has(text),
    );
    const replaced =
      texts.length === present.length &&
      present.some(({ column, plain: text }) => {
        const own = headings.get(column);
        return own !== undefined && [...own].every((heading) => isAnother(text, heading));
      });
    if (replaced && headingsIn(row) !== null) return 'table';
    if (same >= 2 && same >= present.length * 0.6 && !moved) return 'heading';
    if (texts.length === present.length && present.length >= 3) {
      if (headingsIn(row) !== null) return same >= 2 && !moved ? 'heading' : 'table';
      if (last > 0 && (broken || row.number > last + 1) && headsFigures(present)) return 'table';
    }
    const counted = plan.sequence !== null && hasValue(row.cells[plan.sequence.column]);
    const sum = sums.kindOf(present, { counted, complete: complete(filled) });
    if (sum !== null) return sum;
    if (texts.length === 1 && present.length === 1 && END.test(plain)) return 'footer';
    if (EXAMPLE.test(plain) && present.length > 1) return 'example';
    if ((FOOTER.test(plain) || (texts.length === present.length && FOOTER_WITHIN.test(plain))) && !complete(filled))
      return 'footer';
    if (present.length === 1 && texts.length === 1 && plain.length > 40) return 'footer';
    const data = present.filter(({ column, cell }) => isData(column) && !isBlank(cell.text));
    if (data.length === 0)
      return texts.length === 1 && present.length === 1 && !/^\d+$/.test(plain) && !isBlank(plain) ? 'group' : 'blank';
    if (present.length === 1 && texts.length === 1 && (banners.has(row.number) || (ORDINAL.test(plain) && !prosaic)))
      return 'group';
    if (complete(filled)) return isGroupTitle(plain, data) ? 'group' : 'record';
    if (present.length === 1 && texts.length === 1 && plan.columns.length > 3) return 'group';
    if (ORDINAL.test(plain) && data.length <= 2) return 'group';
    return 'record';
  }

  function complete(cells: Cells): boolean {
    return required.every((group) => group.some((column) => hasValue(cells[column.column])));
  }

  /** 一 | 自治区级项目: a numeral in the column of the counter, and the title of what follows as the only value. */
  function isGroupTitle(plain: string, data: readonly { plain: string }[]): boolean {
    return (
      plan.columns.length >= WIDE &&
      data.length <= 2 &&
      ORDINAL.test(plain) &&
      data.some((each) => GROUP.test(each.plain))
    );
  }

  /** Words in the columns of figures and dates: the headings of another table. */
  function headsFigures(present: readonly { column: number; plain: string }[]): boolean {
    const figures = present.filter(({ column }) =>
      plan.columns.some((each) => each.column === column && (each.figure || each.date !== null)),
    );
    return (
      figures.length >= 2 && figures.every(({ plain }) => /^\D{2,12}$/.test(plain) && literalOf(plain, true) === null)
    );
  }

  function isData(column: number): boolean {
    return plan.columns.some(
      (each) =>
        each.column === column &&
        (each.join === null || each.date === null) &&
        each.role !== 'sequence' &&
        each.role !== 'year' &&
        each.role !== 'division' &&
        each.role !== 'unit',
    );
  }

  /** The row of column numbers that some forms repeat beneath every heading. */
  function numbered(row: Row): boolean {
    if (plan.columns.length < 4) return false;
    let expected: number | null = null;
    for (const cell of row.cells) {
      if (cell === undefined || cell.text.trim() === '') continue;
      const number = cell.kind === 'number' ? cell.value : Number.NaN;
      if (Number.isNaN(number) || (expected !== null && number !== expected)) return false;
      expected = number + 1;
    }
    return expected !== null && expected > 3;
  }
}

function counterOf(row: Row, column: number): string {
  return normalise(row.cells[column]?.text ?? '');
}

function hasValue(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.kind !== 'text' || !isBlank(cell.text));
}

function firstText(cells: readonly (Cell | undefined)[], leading: readonly ColumnPlan[]): Cell | null {
  for (const { column } of leading) {
    const cell = cells[column];
    if (cell !== undefined && cell.text !== '') return cell;
  }
  return null;
}
