import type { Issue } from '../issue.js';
import { compare, DecimalSum, quotient, shift, times } from '../parse/decimal.js';

/** A figure column as far as totals go. */
export interface SummedColumn {
  readonly column: number;
  readonly heading: string;
  /** The stored figure is the sheet's times ten to this power, times this factor. */
  readonly power: number;
  readonly factor: number;
}

/** What a total row says about one column. */
export interface TotalFigure {
  readonly column: SummedColumn;
  /** As stored, e.g. in yuan. */
  readonly value: string;
  readonly text: string;
}

interface Running {
  sum: DecimalSum;
  rows: number;
  /** Masked, unknown or unread figures: the sum cannot be checked. */
  open: boolean;
}

interface Total {
  readonly row: number;
  readonly kind: 'total' | 'subtotal';
  readonly figures: readonly TotalFigure[];
}

/** Checks total rows against the rows they sum, exactly; a total above its rows is checked when they have been read. */
export class TotalCheck {
  readonly #sheet: string;
  readonly #all = new Map<number, Running>();
  #group = new Map<number, Running>();
  readonly #waiting: Total[] = [];
  #waitingGroup: Total | null = null;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** Adds a row's figure; null where it has none, `open` where it has one that is not known. */
  add(column: number, value: string | null, open: boolean): void {
    for (const running of [at(this.#all, column), at(this.#group, column)]) {
      running.rows += 1;
      if (value !== null) running.sum.add(value);
      if (open) running.open = true;
    }
  }

  /** Checks a total row, or keeps it until its rows have come. */
  total(total: Total): Issue[] {
    if (total.figures.length === 0) return [];
    if (total.kind === 'total') {
      if ([...this.#all.values()].every((running) => running.rows === 0)) {
        this.#waiting.push(total);
        return [];
      }
      return this.#compare(total, this.#all);
    }
    const issues = this.#waitingGroup === null ? [] : this.#compare(this.#waitingGroup, this.#group);
    const above = this.#waitingGroup !== null || [...this.#group.values()].every((running) => running.rows === 0);
    const own = above ? [] : this.#compare(total, this.#group);
    this.#waitingGroup = above ? total : null;
    this.#group = new Map();
    return [...issues, ...own];
  }

  /** Checks the totals that stood above their rows. */
  finish(): Issue[] {
    const last = this.#waitingGroup === null ? [] : this.#compare(this.#waitingGroup, this.#group);
    return [...last, ...this.#waiting.flatMap((total) => this.#compare(total, this.#all))];
  }

  #compare(total: Total, sums: ReadonlyMap<number, Running>): Issue[] {
    return total.figures.flatMap(({ column, value, text }): Issue[] => {
      const running = sums.get(column.column);
      if (running === undefined || running.rows === 0) return [];
      const sum = running.sum.toString();
      // The total may be rounded to the decimals it shows.
      const shown = /\.(\d+)$/.exec(text.normalize('NFKC').replace(/[^\d.]/g, ''))?.[1]?.length ?? 0;
      if (within(value, sum, times(shift('5', column.power - shown - 1), column.factor))) return [];
      const computed =
        column.factor === 1 ? shift(sum, -column.power) : quotient(shift(sum, -column.power), column.factor);
      return [
        {
          code: running.open ? 'TOTAL_UNCHECKED' : 'TOTAL_MISMATCH',
          sheet: this.#sheet,
          row: total.row,
          column: column.column,
          heading: column.heading,
          text,
          params: { computed },
        },
      ];
    });
  }
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
