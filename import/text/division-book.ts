import type { Database } from '../../src/database/sql.js';
import gbt2260 from '../../src/entities/gbt2260.json' with { type: 'json' };

/** The names of GB/T 2260 by code. */
export const NAMES: Readonly<Record<string, string>> = gbt2260;

/** A division as a person or a cell names it. */
export interface DivisionRef {
  readonly code: string;
  readonly name: string;
}

/** Whether a text is a division code: 6 digits, or 9 or 12 for towns and villages. */
export function isDivisionCode(text: string): boolean {
  return /^\d{6}(\d{3}){0,2}$/.test(text);
}

/** The divisions that are known: those of GB/T 2260 and those of earlier imports. */
export class DivisionBook {
  readonly #names: Map<string, string>;
  readonly #home: string | null;

  private constructor(names: Map<string, string>, home: string | null) {
    this.#names = names;
    this.#home = home;
  }

  /** `home`: the code given with the import; of several divisions of a name the one nearest to it is meant. */
  static async open(db: Database, home: string | null): Promise<DivisionBook> {
    const rows = await db.selectFrom('division').select(['code', 'name']).execute();
    return new DivisionBook(new Map(rows.map((row) => [row.code, row.name])), home);
  }

  /** The name of a code; null where neither GB/T 2260 nor an earlier import knows it. */
  nameOf(code: string): string | null {
    return this.#names.get(code) ?? NAMES[code] ?? null;
  }

  /** The division that a text names by code or by name; null where none or several match. */
  resolve(text: string): DivisionRef | null {
    const wanted = text.normalize('NFKC').replace(/\s+/gu, '');
    if (wanted === '') return null;
    if (isDivisionCode(wanted)) {
      const name = this.nameOf(wanted);
      return name === null ? null : { code: wanted, name };
    }
    const all = [...this.#names, ...Object.entries(NAMES).filter(([code]) => !this.#names.has(code))];
    const found = all.filter(([, name]) => name === wanted);
    const best = found.length <= 1 ? found : this.#nearHome(found);
    const only = best.length === 1 ? best[0] : undefined;
    return only === undefined ? null : { code: only[0], name: only[1] };
  }

  #nearHome(found: [string, string][]): [string, string][] {
    for (const length of [4, 2]) {
      const near = found.filter(
        ([code]) => this.#home !== null && code.slice(0, length) === this.#home.slice(0, length),
      );
      if (near.length > 0) return near;
    }
    return found;
  }
}
