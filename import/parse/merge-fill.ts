import type { Cell, MergedRange, Row } from '../workbook/workbook.js';

/** The content of a cell that a figure merged above covers: nothing to read, and nothing missing. */
export const COVERED: Cell = { kind: 'text', text: '' };

/** A figure that is merged over several rows: it counts once. */
export interface MergedFigure {
  readonly column: number;
  readonly row: number;
  readonly rows: number;
  readonly text: string;
}

/**
 * Copies the value of a cell that is merged downwards into the rows it covers. Figures are not copied: a sum merged
 * over three rows is one sum.
 */
export class MergeFill {
  readonly #columns: readonly {
    readonly column: number;
    readonly ranges: readonly MergedRange[];
    readonly figure: boolean;
  }[];
  readonly #next: number[];
  readonly #held: (Cell | undefined)[];
  readonly figures: MergedFigure[] = [];

  constructor(merges: readonly MergedRange[], columns: ReadonlyMap<number, boolean>) {
    const byColumn = new Map<number, MergedRange[]>();
    for (const merge of merges) {
      if (merge.bottom === merge.top || !columns.has(merge.left)) continue;
      const list = byColumn.get(merge.left);
      if (list === undefined) byColumn.set(merge.left, [merge]);
      else list.push(merge);
    }
    this.#columns = [...byColumn].map(([column, ranges]) => ({
      column,
      ranges: ranges.sort((a, b) => a.top - b.top),
      figure: columns.get(column) === true,
    }));
    this.#next = this.#columns.map(() => 0);
    this.#held = this.#columns.map(() => undefined);
  }

  /** The row's cells with those merged into it; rows must come in order. */
  apply(row: Row): readonly (Cell | undefined)[] {
    if (this.#columns.length === 0) return row.cells;
    let cells: (Cell | undefined)[] | null = null;
    const index = row.number - 1;
    for (const [at, { column, ranges, figure }] of this.#columns.entries()) {
      let range = ranges[this.#next[at] ?? 0];
      while (range !== undefined && range.bottom < index) {
        this.#next[at] = (this.#next[at] ?? 0) + 1;
        this.#held[at] = undefined;
        range = ranges[this.#next[at] ?? 0];
      }
      if (range === undefined || index < range.top) continue;
      const own = row.cells[column];
      if (index === range.top) {
        this.#held[at] = own;
        if (figure && own !== undefined && own.text.trim() !== '') {
          this.figures.push({ column, row: row.number, rows: range.bottom - range.top + 1, text: own.text });
        }
      } else if ((own === undefined || own.text.trim() === '') && this.#held[at] !== undefined) {
        cells ??= [...row.cells];
        cells[column] = figure ? COVERED : this.#held[at];
      }
    }
    return cells ?? row.cells;
  }
}
