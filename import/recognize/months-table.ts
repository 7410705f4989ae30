import { observationReading } from '../ledgers/observation.js';
import type { Sheet } from '../workbook/workbook.js';
import { type HeadingBlock, headingBlocks } from './block.js';
import { captionOf } from './caption.js';
import { holds, readHead } from './head.js';
import { indicatorNamed } from './indicator-names.js';
import { type LaidCell, type RelaidSheet, relaid, wordCell } from './relaid.js';
import { ROUNDED, valueOf } from './summed-table.js';

const MONTH = /^(?:[1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])月份?$|^第?[一二三四1-4]季度$/u;
const WHOLE = /^(?:合计|总计|累计|全年|全年合计|全年累计|年度合计)$/u;
const UNIT = /^(?:计量)?单位$/u;
/** All months, or all quarters. */
const PARTS: readonly number[] = [4, 12];

/** A table with indicators down, the months or quarters of a year across and their sum, as one of the sums; null for any other. */
export async function monthsTable(sheet: Sheet): Promise<RelaidSheet | null> {
  const head = await readHead(sheet);
  const block = headingBlocks(head).find(isOfMonths);
  if (block === undefined) return null;
  const named = (test: RegExp) => block.columns.filter(({ heading }) => test.test(heading.name));
  const [months, [whole], [unit]] = [named(MONTH), named(WHOLE), named(UNIT)];
  const label = block.columns.find(({ column, profile }) => column < months[0]!.column && profile.share('text') >= 0.5);
  if (whole === undefined || label === undefined) return null;
  const { title } = captionOf(head, block.rows[0]);
  const grid: (LaidCell | undefined)[][] = [];
  for (const { number, cells } of head.rows) {
    const name = cells[label.column];
    const total = valueOf(cells[whole.column]);
    if (number <= block.rows[1] || !holds(name) || total === null) continue;
    const sum = months.reduce((all, { column }) => all + (valueOf(cells[column]) ?? 0), 0);
    // What stands in the last column is no sum of months: a stock, or a rate.
    if (Math.abs(sum - total) >= ROUNDED) return null;
    const measured = unit === undefined ? undefined : cells[unit.column];
    grid.push([
      { ...wordCell(indicatorNamed(name.text.trim(), [title ?? '', sheet.name])), row: number, column: label.column },
      holds(measured) ? wordCell(measured.text.trim()) : undefined,
      { cell: cells[whole.column]!, row: number, column: whole.column },
    ]);
  }
  if (grid.length === 0) return null;
  return relaid(sheet, {
    ledger: observationReading.ledger.id,
    captions: head.rows.filter(({ number }) => number < block.rows[0]),
    grid: [['指标名称', '计量单位', '数值'].map(wordCell), ...grid],
    columns: [label, whole].map(({ column, heading }) => ({
      column,
      heading: heading.text,
      field: column === whole.column ? 'value' : 'indicator',
      score: 1,
      reason: '各月（季）之和与合计相符，读取合计',
      unit: heading.unit?.name ?? null,
      role: 'field' as const,
    })),
  });
}

function isOfMonths({ columns }: HeadingBlock): boolean {
  return PARTS.includes(columns.filter(({ heading }) => MONTH.test(heading.name)).length);
}
