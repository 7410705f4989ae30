import { figureOf } from '../text/figure.js';
import { normalise } from '../text/normalise.js';
import { shift } from '../text/decimal.js';
import { observationReading } from '../ledgers/observation.js';
import type { Cell, Row, Sheet } from '../workbook/workbook.js';
import { type HeadedColumn, type HeadingBlock, headingBlocks } from './block.js';
import { captionOf } from './caption.js';
import { type Head, holds, readHead } from './head.js';
import { type RelaidSheet, relaid, wordCell } from './relaid.js';
import { indicatorNamed } from './indicator-names.js';

/** 合计, 全区合计: the row that sums all others. */
const TOTAL = /^(?:全[区市县旗部]|本?年度?|总)?(?:合计|总计|共计|汇总)$/u;
/** Rows that sum some of the others, or are among those that another one has summed. */
const PART = /小计|合计|总计|^其中/u;
/** What the rows of such a table are: places, kinds, months. */
const CLASSES =
  /(?:乡镇|街道|镇街|苏木|嘎查|^乡|^镇|^村|地区|区域|区县|县区|旗县|市县|片区|园区|辖区|类别|类型|种类|分类|领域|行业|月份|季度|批次|性质|合同种类)$/u;
/** Columns that stand beside the figures. */
const BESIDE = /^(?:序号|编号|备注|说明)$|增减|增长|增幅|同比|环比|占比|比重|排名|比上年/u;
const MEASURE = /[数额量次率值]$|经费|收入|支出|投入|面积/u;
const FIGURES = 0.5;
const LEAST_ROWS = 2;
/** Sums may be rounded to the decimals that they show. */
export const ROUNDED = 0.006;

/**
 * A table of figures by township, kind or month with a row of their sums, as a table of those sums: an indicator a column.
 * Null for any other table, and for one whose sums are not those of its rows.
 */
export async function summedTable(sheet: Sheet): Promise<RelaidSheet | null> {
  const head = await readHead(sheet);
  const totals = head.rows.filter((row) => isTotal(row));
  const [total] = totals;
  if (total === undefined || totals.length > 1) return null;
  const block = headingsAbove(head, total);
  if (block === null) return null;
  const figures = figuresOf(block);
  if (figures === null) return null;
  const rows = head.rows.filter(
    (row) => row !== total && row.number > block.rows[1] && (row.number < total.number || isFirst(block, total)),
  );
  const summed = rows.filter((row) => isMember(row, figures));
  if (summed.length < LEAST_ROWS || !figures.every((each) => isSum(each, summed, total))) return null;
  const { title, notes } = captionOf(head, block.rows[0]);
  const texts = [title ?? '', sheet.name];
  const counted = countUnit(notes);
  const grid = figures.map(({ column, heading }) => {
    const name = indicatorNamed(heading.name, [...heading.parents, ...texts]);
    const unit = heading.unit?.name ?? (/(?:数|数量|次|家数)$/u.test(heading.name) ? (counted ?? '个') : '');
    const year = heading.year === null ? '' : `${heading.year}年`;
    return [
      { ...wordCell(name), row: block.rows[1], column },
      unit === '' ? undefined : wordCell(unit),
      year === '' ? undefined : wordCell(year),
      { cell: total.cells[column]!, row: total.number, column },
    ];
  });
  return relaid(sheet, {
    ledger: observationReading.ledger.id,
    captions: head.rows.filter(({ number }) => number < block.rows[0]),
    grid: [['指标名称', '计量单位', '年度', '数值'].map(wordCell), ...grid],
    columns: figures.map(({ column, heading }) => ({
      column,
      heading: heading.text,
      field: 'value',
      score: 1,
      reason: '各行之和与合计行相符，读取合计行',
      unit: heading.unit?.name ?? null,
      role: 'field' as const,
      ...(heading.year === null ? {} : { year: heading.year }),
    })),
  });
}

function isTotal({ cells }: Row): boolean {
  const label = cells.slice(0, 3).find(holds);
  return label !== undefined && label.kind === 'text' && TOTAL.test(normalise(label.text));
}

/** Whether the total stands right below the headings. */
function isFirst(block: HeadingBlock, total: Row): boolean {
  return total.number === block.rows[1] + 1;
}

/** The deepest headings right above the first row with figures, not below the total. */
function headingsAbove(head: Head, total: Row): HeadingBlock | null {
  const first = head.rows.find(
    ({ number, cells }) =>
      number <= total.number && cells.filter((cell) => cell !== undefined && isFigure(cell)).length >= 1,
  );
  const above = headingBlocks(head).filter(({ rows }) => first !== undefined && rows[1] < first.number);
  const last = Math.max(...above.map(({ rows }) => rows[1]));
  const [block] = above.filter(({ rows }) => rows[1] === last).toSorted((a, b) => a.rows[0] - b.rows[0]);
  return block ?? null;
}

/** A number that is no year. */
function isFigure(cell: Cell): boolean {
  return cell.kind === 'number' && !(Number.isInteger(cell.value) && cell.value >= 1990 && cell.value <= 2100);
}

/** The columns of figures; null where another column than that of what the rows are stands among them. */
function figuresOf({ columns }: HeadingBlock): readonly HeadedColumn[] | null {
  const others = columns.filter(({ heading }) => heading.text !== '' && !BESIDE.test(heading.name));
  const figures = others.filter(
    ({ profile }) => profile.share('figure') >= FIGURES && profile.share('date') === 0 && !profile.counting,
  );
  const labels = others.filter((each) => !figures.includes(each));
  const told = labels.length > 0 && labels.length <= 2 && labels.some(({ heading }) => CLASSES.test(heading.name));
  return told && figures.length > 0 && figures.every(isMeasure) ? figures : null;
}

/** Whether a heading names what is measured; 杏树 and 黄芪 over areas name what the figures are of. */
function isMeasure({ heading: { name, unit } }: HeadedColumn): boolean {
  return unit !== null || MEASURE.test(name);
}

function isMember({ cells }: Row, figures: readonly HeadedColumn[]): boolean {
  const label = cells
    .slice(0, figures[0]!.column)
    .filter(holds)
    .map(({ text }) => text)
    .join('');
  return label !== '' && !PART.test(normalise(label)) && figures.some(({ column }) => holds(cells[column]));
}

/** Whether a figure of the total row is the sum of a column, as the cells show them. */
function isSum({ column }: HeadedColumn, rows: readonly Row[], total: Row): boolean {
  const stated = valueOf(total.cells[column]);
  const sum = rows.reduce((all, { cells }) => all + (valueOf(cells[column]) ?? 0), 0);
  return stated !== null && Math.abs(sum - stated) < ROUNDED;
}

/** The exact figure of a cell; null where it has none. */
export function valueOf(cell: Cell | undefined): number | null {
  if (!holds(cell)) return null;
  if (cell.kind === 'number') return cell.value;
  const figure = cell.kind === 'text' ? figureOf(cell.text) : null;
  if (figure === null || figure.flag !== null || figure.low === null || figure.low !== figure.high) return null;
  return Number(shift(figure.low, figure.unit?.base === '' ? figure.unit.power : 0));
}

/** The unit of what is counted that a caption states beside that of the money: 单位：项、亿元. */
function countUnit(notes: readonly string[]): string | null {
  for (const note of notes) {
    const names = /单位[::]?([^\s()]{1,12})/u.exec(note.normalize('NFKC'))?.[1] ?? '';
    const counted = names.split(/[、,，/]/u).find((name) => /^(?:家|项|次|个|件|人次|场次|份|户|期)$/u.test(name));
    if (counted !== undefined) return counted;
  }
  return null;
}
