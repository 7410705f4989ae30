import type { Draft } from '../parse/draft.js';
import type { Issue } from '../issues/issue.js';
import { compare, DecimalSum, quotient, shift, times } from '../text/decimal.js';
import type { SheetTotals, TotalRow } from '../parse/row-checks.js';
import type { SummedColumn } from '../parse/summed-column.js';
import { Covered } from './covered.js';

interface Running {
  sum: DecimalSum;
  rows: number;
  /** Masked, unknown or unread figures: the sum cannot be checked. */
  open: boolean;
}

/** Rows added up, by column. */
class Sums extends Covered {
  readonly columns = new Map<number, Running>();

  get empty(): boolean {
    return [...this.columns.values()].every((running) => running.rows === 0);
  }
}

/** Checks total rows against the rows they sum, exactly; a total above its rows is checked when they have been read. */
export class TotalCheck implements SheetTotals {
  readonly #sheet: string;
  readonly #all = new Sums();
  #group = new Sums();
  /** The groups since the last subtotal of several groups. */
  #groups = new Sums();
  readonly #waiting: TotalRow[] = [];
  #waitingGroup: TotalRow | null = null;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** Adds a row's figure; null where it has none, `open` where it has one that is not known. */
  add(column: number, value: string | null, open: boolean): void {
    for (const { columns } of [this.#all, this.#groups, this.#group]) {
      const running = at(columns, column);
      running.rows += 1;
      if (value !== null) running.sum.add(value);
      if (open) running.open = true;
    }
  }

  /** Sets the division and year of the row whose figures were added. */
  cover(drafts: readonly Pick<Draft, 'division' | 'year'>[]): void {
    this.#all.add(drafts);
    this.#groups.add(drafts);
    this.#group.add(drafts);
  }

  /** Checks a total row, or keeps it until its rows have been read. */
  total(total: TotalRow): Issue[] {
    if (total.figures.length === 0) return [];
    if (total.kind === 'total') {
      if (this.#all.empty) {
        this.#waiting.push(total);
        return [];
      }
      return this.#compare(total, this.#all);
    }
    if (this.#waitingGroup === null && this.#group.empty && this.#sumsGroups(total)) {
      this.#groups = new Sums();
      return [];
    }
    const issues = this.#waitingGroup === null ? [] : this.#compare(this.#waitingGroup, this.#group);
    const above = this.#waitingGroup !== null || this.#group.empty;
    const own = above ? [] : this.#compare(total, this.#group);
    this.#waitingGroup = above ? total : null;
    this.#group = new Sums();
    return [...issues, ...own];
  }

  /** Checks the totals that stood above their rows. */
  finish(): Issue[] {
    const last = this.#waitingGroup === null ? [] : this.#compare(this.#waitingGroup, this.#group);
    return [...last, ...this.#waiting.flatMap((total) => this.#compare(total, this.#all))];
  }

  /** Whether a subtotal right below another is that of several groups. */
  #sumsGroups(total: TotalRow): boolean {
    return !this.#groups.empty && this.#compare(total, this.#groups).length === 0;
  }

  #compare(total: TotalRow, sums: Sums): Issue[] {
    return total.figures.flatMap(({ column, value, text }): Issue[] => {
      const running = sums.columns.get(column.column);
      if (running === undefined || running.rows === 0) return [];
      const sum = running.sum.toString();
      // The total may be rounded to the decimals it shows.
      const shown = /\.(\d+)$/.exec(text.normalize('NFKC').replace(/[^\d.]/g, ''))?.[1]?.length ?? 0;
      if (within(value, sum, times(shift('5', column.power - shown - 1), column.factor))) return [];
      const computed = inSheet(sum, column);
      const where = { sheet: this.#sheet, row: total.row, column: column.column, heading: column.heading, text };
      if (running.open) return [{ code: 'TOTAL_UNCHECKED', ...where, params: { computed } }];
      const stated = { stated: inSheet(value, column), computed, unit: column.unit, ...sums.listed() };
      return [{ code: 'TOTAL_MISMATCH', ...where, params: { computed }, sum: stated }];
    });
  }
}

/** A stored figure in the sheet's own unit. */
function inSheet(stored: string, { power, factor }: SummedColumn): string {
  const shifted = shift(stored, -power);
  return factor === 1 ? shifted : quotient(shifted, factor);
}

function at(sums: Map<number, Running>, column: number): Running {
  let running = sums.get(column);
  if (running === undefined) sums.set(column, (running = { sum: new DecimalSum(), rows: 0, open: false }));
  return running;
}

function within(a: string, b: string, tolerance: string): boolean {
  const difference = new DecimalSum();
  difference.add(a);
  difference.add(b.startsWith('-') ? b.slice(1) : b === '0' ? '0' : `-${b}`);
  const size = difference.toString().replace(/^-/, '');
  return compare(size, tolerance) <= 0;
}
