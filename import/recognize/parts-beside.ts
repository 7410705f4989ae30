import { normalise } from '../text/normalise.js';
import type { Cell, Row, Sheet } from '../workbook/workbook.js';
import { type Head, holds, readHead } from './head.js';
import type { SheetReading } from './recognition.js';

/** A part needs so many headings: 金额 | 金额 are two columns of one table. */
const LEAST_HEADINGS = 2;
/** Rows among which the headings are looked for. */
const SEARCHED = 10;

/** The columns of a part, zero-based. */
interface Part {
  readonly first: number;
  readonly last: number;
}

/**
 * A list in parts side by side, whose headings repeat from part to part (序号 | 企业名称 | 序号 | 企业名称), as a sheet for each part:
 * its own columns, and the rows above the headings. Any other sheet alone.
 */
export async function partsBeside(sheet: Sheet): Promise<readonly Sheet[]> {
  const head = await readHead(sheet);
  for (const [at, row] of head.rows.slice(0, SEARCHED).entries()) {
    const parts = partsOf(row);
    if (parts === null) continue;
    // 2021年 | 2022年 above the same headings are years of one table.
    if (!isTitle(head, head.rows[at - 1])) return [sheet];
    return parts.map((part) => partOf(sheet, row.number, part));
  }
  return [sheet];
}

/** Whether the row above the headings is a title, and names nothing of the parts. */
function isTitle(head: Head, above: Row | undefined): boolean {
  if (above === undefined) return true;
  const texts = new Set(above.cells.filter(holds).map(({ text }) => normalise(text)));
  return texts.size <= 1;
}

/** The parts of a row of headings that repeats itself; null where it does not. */
function partsOf({ cells }: Row): readonly Part[] | null {
  const headed = cells.flatMap((cell, column) =>
    holds(cell) ? [{ column, text: normalise(cell.text), kind: cell.kind }] : [],
  );
  if (headed.some(({ kind }) => kind !== 'text')) return null;
  const texts = headed.map(({ text }) => text);
  const length = texts.indexOf(texts[0] ?? '', 1);
  if (length < LEAST_HEADINGS || texts.length % length !== 0 || new Set(texts.slice(0, length)).size < length)
    return null;
  if (texts.some((text, at) => text !== texts[at % length])) return null;
  const firsts = headed.filter((_, at) => at % length === 0).map(({ column }) => column);
  return firsts.map((first, at) => ({
    first,
    last: at + 1 < firsts.length ? firsts[at + 1]! - 1 : headed.at(-1)!.column,
  }));
}

/** A sheet with the columns of a part alone below the rows above its headings. */
function partOf(sheet: Sheet, headings: number, { first, last }: Part): Sheet {
  const own = (cells: readonly (Cell | undefined)[]) =>
    cells.map((cell, column) => (column >= first && column <= last ? cell : undefined));
  const { name, index, hidden, hiddenColumns } = sheet;
  return {
    name,
    index,
    hidden,
    hiddenColumns,
    merges: sheet.merges.filter(({ top, left, right }) => top + 1 < headings || (left >= first && right <= last)),
    async *rows() {
      for await (const rows of sheet.rows())
        yield rows
          .map((row) => (row.number < headings ? row : { ...row, cells: own(row.cells) }))
          .filter(({ cells }) => cells.some((cell) => cell !== undefined));
    },
  };
}

/** The reading of a sheet with that of its next part, whose columns stand beside its own. */
export function withPart(before: SheetReading | undefined, part: SheetReading): SheetReading {
  const own = before?.recognition ?? null;
  if (before === undefined || own === null) return part;
  if (part.recognition === null) return before;
  return { ...before, recognition: { ...own, columns: [...own.columns, ...part.recognition.columns] } };
}
