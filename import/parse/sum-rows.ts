import { normalise } from '../text/normalise.js';
import type { Cell } from '../workbook/workbook.js';
import type { ColumnPlan, Plan } from './plan.js';

/** A row that sums others: all of them, those of its group, or something that is not compared with their sum. */
export type SumKind = 'total' | 'subtotal' | 'partial';

/** A cell of a row that is not empty. */
export interface Present {
  readonly cell: Cell;
  readonly column: number;
  readonly plain: string;
}

/** The row as a whole: whether it has a counter and all required cells. */
export interface RowShape {
  readonly counted: boolean;
  readonly complete: boolean;
}

type Cells = readonly (Cell | undefined)[];

const COUNT = String.raw`(?:\(.*\)|共?\d+[^\d]{1,2})?`;
const TOTAL = new RegExp(
  `^(?:(?:(?:全[区市县旗部年]|本?年度?|当年|以上|累?计?总)?(?:合计|总计|共计|累计|汇总)|合计数|总和)${COUNT}|(?:grand)?total)[::]?$`,
  'i',
);
const SUBTOTAL = new RegExp(`^(?:(?:小计|分计|本[页月季](?:小计|合计|累计|汇总))${COUNT}|sub-?total)[::]?$`, 'i');
const NAMED_SUBTOTAL = /^.{1,12}(?:小计|合计)(?:\(.*\))?[::]?$/;
/** Excel writes a group's value, a space and the word for the sum. */
const SPACED_SUBTOTAL = /^\S.*\s(?:汇总|Total)$/i;
const ENDS_AS_SUM = /^(.+?)(?:小计|合计|汇总|总计|Total)$/i;
const OTHER_MEASURE =
  /^(?:总计)?(?:平均值?|均值|人均|最大值|最小值|乘积|(?:数值)?计数|标准偏差|方差|占比|比重|同比|环比|增幅|增长率|总计数)[::]?$|^\S.*\s(?:平均值|计数|数值计数|最大值|最小值|乘积|(?:总体)?标准偏差|(?:总体)?方差|Average|Count|Max|Min)$/i;
const PARTIAL = /^其中[::]/;
/** 共2家 */
const NUMBER_OF_ROWS =
  /^\(?(?:以上|本表|本页|名单|累计|合计|总计|共计|总共|共有|共|计|总数|[::])*(?:\d+|[一二两三四五六七八九十百]+)(?:家|户|个|项|名|人|条|件|份|批|场次?)(?:企业|单位|公司|项目|基地|机构|人员)?\)?[。.;;]?$/;
const LEADING = 3;
const LEAST_RECORDS = 2;
/** A total may be rounded to the decimals that it shows. */
const ROUNDED = 0.006;

/** Adds figures of records up, to know the rows that sum them. */
class Sums {
  rows = 0;
  readonly #sums: number[] = [];

  add(column: number, value: number): void {
    this.#sums[column] = (this.#sums[column] ?? 0) + value;
  }

  equals(figures: readonly { column: number; value: number }[]): boolean {
    return (
      this.rows >= LEAST_RECORDS &&
      figures.some(({ value }) => value !== 0) &&
      figures.every(({ column, value }) => Math.abs((this.#sums[column] ?? Number.NaN) - value) < ROUNDED)
    );
  }
}

/** Tells the rows that sum others from records, by their words and by the records so far. */
export class SumRows {
  readonly #figures: readonly ColumnPlan[];
  readonly #identifying: readonly ColumnPlan[];
  /** 其中：技术开发 in a list of indicators is one of them. */
  readonly #itemised: boolean;
  /** How many records have a value, by column. */
  readonly #filled: number[] = [];
  readonly #all = new Sums();
  #group = new Sums();
  #last: Cells = [];

  constructor(plan: Plan) {
    this.#figures = plan.columns.filter(({ figure, total }) => figure || total !== null);
    this.#identifying = plan.columns.filter((column) => !this.#figures.includes(column));
    this.#itemised = plan.byField.has('indicator');
  }

  /** Takes a record. */
  add(cells: Cells): void {
    this.#last = cells;
    this.#all.rows += 1;
    this.#group.rows += 1;
    for (const { column } of this.#figures) {
      const value = valueOf(cells[column]);
      if (value === 0) continue;
      this.#all.add(column, value);
      this.#group.add(column, value);
    }
    for (const { column } of this.#identifying)
      if (cells[column] !== undefined) this.#filled[column] = (this.#filled[column] ?? 0) + 1;
  }

  /** How a row sums others; null for one that does not. */
  kindOf(present: readonly Present[], shape: RowShape): SumKind | null {
    const kind = this.#worded(present, shape) ?? this.#structural(present, shape);
    if (kind === 'subtotal') this.#group = new Sums();
    return kind;
  }

  #worded(present: readonly Present[], { counted, complete }: RowShape): SumKind | null {
    // 4月 汇总 | 2家: a count of the rows above says nothing else of them.
    const labelled = present.slice(1).every(({ cell, plain }) => cell.kind !== 'text' || NUMBER_OF_ROWS.test(plain));
    for (const [at, { cell, column, plain }] of present.slice(0, LEADING).entries()) {
      const leads = at === 0 || !counted;
      const alone = at === 0 && cell.kind === 'text' && labelled;
      if (TOTAL.test(plain) && leads) return 'total';
      if (SUBTOTAL.test(plain) && leads) return 'subtotal';
      if (NAMED_SUBTOTAL.test(plain) && (!complete || alone)) return 'subtotal';
      if (alone && this.#isSubtotal(cell.text.trim(), column)) return 'subtotal';
      if (alone && OTHER_MEASURE.test(cell.text.trim())) return 'partial';
      if (PARTIAL.test(plain) && (!complete || !this.#itemised)) return 'partial';
      if (alone && NUMBER_OF_ROWS.test(plain) && this.#isLabel(column) && present.length === 1) return 'partial';
    }
    return null;
  }

  /** 市级 汇总, or 市级汇总 below rows of 市级. */
  #isSubtotal(text: string, column: number): boolean {
    if (SPACED_SUBTOTAL.test(text)) return true;
    const stem = ENDS_AS_SUM.exec(normalise(text))?.[1];
    const above = this.#last[column];
    return stem !== undefined && above !== undefined && normalise(above.text) === stem;
  }

  #isLabel(column: number): boolean {
    return this.#identifying.some((each) => each.column === column);
  }

  /** A label at most, figures that are the sums of the records above, and nothing else of what all records have. */
  #structural(present: readonly Present[], { counted }: RowShape): SumKind | null {
    if (counted || present.filter(({ column }) => this.#isLabel(column)).length > 1) return null;
    const always = this.#identifying.filter(({ column }) => this.#filled[column] === this.#all.rows);
    if (always.length < 2) return null;
    const figures = present.flatMap(({ column, cell }) =>
      this.#figures.some((each) => each.column === column) ? [{ column, value: valueOf(cell) }] : [],
    );
    if (this.#all.equals(figures)) return 'total';
    return this.#group.equals(figures) ? 'subtotal' : null;
  }
}

function valueOf(cell: Cell | undefined): number {
  return cell?.kind === 'number' ? cell.value : 0;
}
