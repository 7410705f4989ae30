import type { FieldReading } from '../ledgers/ledger.js';
import { batchIn } from '../text/batch.js';
import { wordIn } from '../text/enumeration.js';
import { rankOf } from '../text/ordinal.js';

/** Values that group rows and subtotals above their rows give to the rows below them, by field. */
export class GroupValues {
  readonly #fields: readonly (readonly [name: string, reading: FieldReading])[];
  readonly #values = new Map<string, { readonly value: string; readonly rank: number | null }>();
  readonly #stated = new Set<string>();

  /** `fields`: those that the sheet has no column for. */
  constructor(fields: readonly (readonly [name: string, reading: FieldReading])[]) {
    this.#fields = fields.filter(([, { vocabulary, shape }]) => vocabulary !== undefined || shape === 'batch');
  }

  /**
   * Takes the words of a group row. What it does not name ends where it stands no lower than the row that named it: after
   * 一、省级资金, 二、其他资金 is of no level that is known, but （一）成果转化 still is of 省级.
   */
  say(text: string): void {
    const rank = rankOf(text);
    for (const [name, { vocabulary }] of this.#fields) {
      const value = vocabulary === undefined ? batchIn(text) : wordIn(vocabulary, text);
      const before = this.#values.get(name);
      if (value !== null) {
        this.#values.set(name, { value, rank });
        this.#stated.add(name);
      } else if (before !== undefined && rank !== null && before.rank !== null && rank <= before.rank)
        this.#values.delete(name);
    }
  }

  /** The value of the rows at hand; null where no group row states one. */
  of(field: string): string | null {
    return this.#values.get(field)?.value ?? null;
  }

  /** Fields that any group row stated. */
  get stated(): ReadonlySet<string> {
    return this.#stated;
  }
}
