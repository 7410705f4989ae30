import { unitIn } from '../text/caption.js';
import { headingOf } from '../recognize/heading.js';
import type { Row } from '../workbook/workbook.js';
import type { ColumnPlan, Plan } from './plan.js';
import { rankOf } from '../text/ordinal.js';
import { type Unit, unitOf } from '../text/unit.js';

/**
 * The units that change within a sheet: a title between the rows states 单位：元, or a repeated heading 金额（元）, where
 * the sheet began in 万元.
 */
export class SectionUnits {
  readonly #money: readonly ColumnPlan[];
  readonly #units = new Map<number, Unit>();
  #rank: number | null = null;
  /** The heading that states another unit than the title over the present rows, with that title. */
  contradiction: { readonly heading: string; readonly text: string } | null = null;

  constructor(plan: Plan) {
    this.#money = plan.columns.filter((column) => column.kind === 'money' || column.total !== null);
  }

  /** The unit that holds for a column's bare figures at this row; null: that of its heading or of the sheet. */
  of(column: number): Unit | null {
    return this.#units.get(column) ?? null;
  }

  /** Takes the units of a repeated heading. */
  repeat(row: Row): void {
    for (const { column, unit } of this.#money) {
      const cell = row.cells[column];
      const found = cell === undefined ? null : headingOf([cell.text]).unit;
      if (found === null || found.base !== '元') continue;
      this.contradiction = null;
      if (found.power === (unit === null ? null : unitOf(unit)?.power)) this.#units.delete(column);
      else this.#units.set(column, found);
    }
  }

  /**
   * Takes the unit of a title between the rows; one without a unit ends the unit of titles of its rank or below. Where a
   * heading states another unit, it is unknown which holds.
   */
  say(text: string): void {
    const found = unitIn(text);
    const rank = rankOf(text) ?? -1;
    if (found === null || found.base !== '元') {
      if (this.#rank === null || rank < 0 || rank > this.#rank) return;
      this.#units.clear();
      this.contradiction = null;
      return;
    }
    this.#rank = rank;
    this.contradiction = null;
    for (const { column, heading } of this.#money) {
      const own = headingOf(heading.split('/')).unit;
      if (own === null) this.#units.set(column, found);
      else if (own.power !== found.power) this.contradiction ??= { heading, text };
    }
  }
}
