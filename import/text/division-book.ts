import type { Database } from '../../src/database/sql.js';
import { todaysCodes } from '../../src/entities/division-change.js';
import gbt2260 from '../../src/entities/gbt2260.json' with { type: 'json' };

/** The names of GB/T 2260 by code. */
export const NAMES: Readonly<Record<string, string>> = gbt2260;

/** A division as a person or a cell names it. */
export interface DivisionRef {
  readonly code: string;
  readonly name: string;
}

/** A division whose code is no more. */
export interface FormerDivision extends DivisionRef {
  /** The name of the division that it belonged to. */
  readonly parent: string;
  /** A day, or a year. */
  readonly since: string;
  readonly source: string;
  /** Today's divisions of its area. */
  readonly today: readonly DivisionRef[];
}

/** Whether a text is a division code: 6 digits, or 9 or 12 for towns and villages. */
export function isDivisionCode(text: string): boolean {
  return /^\d{6}(\d{3}){0,2}$/.test(text);
}

/** What is known of divisions. */
interface Known {
  readonly names: ReadonlyMap<string, string>;
  /** Those that are no more, by code; without those that have rows, which stay. */
  readonly former: ReadonlyMap<string, Omit<FormerDivision, 'today'>>;
  /** The codes that took the place of former ones. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
}

/** Of a shorter name, as 郊区, it is not certain which former division is meant. */
const SHORTEST_FORMER = 3;

/** The divisions that are known: those of GB/T 2260, those of earlier imports, and those that are no more. */
export class DivisionBook {
  readonly #known: Known;
  readonly #home: string | null;

  private constructor(known: Known, home: string | null) {
    this.#known = known;
    this.#home = home;
  }

  /** `home`: the code given with the import; of several divisions of a name the one nearest to it is meant. */
  static async open(db: Database, home: string | null): Promise<DivisionBook> {
    const rows = await db.selectFrom('division').select(['code', 'name']).execute();
    const changed = await db
      .selectFrom('division_change')
      .select(['old_code', 'new_code', 'old_name', 'old_parent', 'since', 'source'])
      .where('old_code', 'not in', (used) => used.selectFrom('reporting.dim_division').select('code'))
      .orderBy('new_code')
      .execute();
    const former = new Map(
      changed.map(({ old_code: code, old_name: name, old_parent: parent, since, source }) => [
        code,
        { code, name, parent, since, source },
      ]),
    );
    const changes = new Map<string, string[]>();
    for (const { old_code: old, new_code: code } of changed) changes.set(old, [...(changes.get(old) ?? []), code]);
    return new DivisionBook({ names: new Map(rows.map((row) => [row.code, row.name])), former, changes }, home);
  }

  /** The name of a code; null where neither GB/T 2260, nor an earlier import, nor a change of codes knows it. */
  nameOf(code: string): string | null {
    const { names, former } = this.#known;
    return names.get(code) ?? NAMES[code] ?? former.get(code)?.name ?? null;
  }

  /** The division that a text names by code or by name, today's where its code is no more; null where none or several match. */
  resolve(text: string): DivisionRef | null {
    const former = this.formerOf(text);
    if (former !== null) return former.today.length === 1 ? former.today[0]! : null;
    const wanted = plain(text);
    if (wanted === '') return null;
    if (!isDivisionCode(wanted)) return this.#named(wanted);
    const name = this.nameOf(wanted);
    return name === null ? null : { code: wanted, name };
  }

  /** The division that a text names by code or by name and whose code is no more; null for others. */
  formerOf(text: string): FormerDivision | null {
    const { former, changes } = this.#known;
    const wanted = plain(text);
    const code = former.has(wanted) ? wanted : this.#formerNamed(wanted);
    const found = code === null ? undefined : former.get(code);
    if (found === undefined) return null;
    const today = todaysCodes(found.code, changes).map((each) => ({ code: each, name: this.nameOf(each) ?? each }));
    return { ...found, today };
  }

  #named(wanted: string): DivisionRef | null {
    const { names, former } = this.#known;
    const all = [...names, ...Object.entries(NAMES).filter(([code]) => !names.has(code))];
    const only = this.#nearest(all.filter(([code, name]) => name === wanted && !former.has(code)));
    return only === null ? null : { code: only[0], name: only[1] };
  }

  #formerNamed(wanted: string): string | null {
    if ([...wanted].length < SHORTEST_FORMER || isDivisionCode(wanted)) return null;
    const { names, former } = this.#known;
    const present = (code: string, name: string) => name === wanted && !former.has(code);
    if ([...names, ...Object.entries(NAMES)].some(([code, name]) => present(code, name))) return null;
    const found = [...former.values()].filter(({ name, parent }) => name === wanted || parent + name === wanted);
    return this.#nearest(found.map(({ code, name }) => [code, name]))?.[0] ?? null;
  }

  /** The only one of some divisions, or the only one that is as near to the given one as any. */
  #nearest(found: [string, string][]): [string, string] | null {
    const best = found.length <= 1 ? found : this.#nearHome(found);
    return best.length === 1 ? best[0]! : null;
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

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/** The parameters of the issues about a division whose code is no more. */
export function formerWords({ code, name, parent, since, source, today }: FormerDivision): Record<string, string> {
  const now = today.map((each) => `${each.code}（${each.name}）`).join('、');
  return { division: code, name: parent + name, since, source, today: now };
}
