import { sql } from 'kysely';
import gbt2260 from '../../src/entities/gbt2260.json' with { type: 'json' };
import { lock } from '../../src/database/locks.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/refresh.js';
import type { Database } from './stage.js';

const NAMES: Readonly<Record<string, string>> = gbt2260;

/** A division as a person or a cell names it. */
export interface DivisionRef {
  readonly code: string;
  readonly name: string;
}

/** Whether a text is a division code: 6 digits, or 9 or 12 for towns and villages. */
export function isDivisionCode(text: string): boolean {
  return /^\d{6}(\d{3}){0,2}$/.test(text);
}

/** The divisions known so far: those of GB/T 2260 and those that imports brought. */
export class DivisionBook {
  readonly #names: Map<string, string>;
  readonly #home: string | null;

  private constructor(names: Map<string, string>, home: string | null) {
    this.#names = names;
    this.#home = home;
  }

  /** `home`: the code given with the import; a name that several divisions share is looked for around it. */
  static async open(db: Database, home: string | null): Promise<DivisionBook> {
    const { rows } = await sql<{ code: string; name: string }>`select code, name from division`.execute(db);
    return new DivisionBook(new Map(rows.map((row) => [row.code, row.name])), home);
  }

  /** The name of a code; null where neither GB/T 2260 nor an earlier import knows it. */
  nameOf(code: string): string | null {
    return this.#names.get(code) ?? NAMES[code] ?? null;
  }

  /** The division that a text names by code or by name; null where none or more than one would do. */
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

/**
 * Makes sure that divisions are in the database, with those of GB/T 2260 above them; one outside GB/T 2260 hangs under
 * the longest known prefix of its code. Divisions already there move under a new one whose prefix they have, and the
 * figures of the new one become theirs. Waits for others only where something is missing.
 */
export async function ensureDivisions(tx: Database, divisions: readonly DivisionRef[]): Promise<void> {
  const wanted = new Map<string, string>();
  for (const { code, name } of divisions) {
    for (const above of prefixes(code)) {
      const known = NAMES[above];
      if (known !== undefined) wanted.set(above, known);
    }
    wanted.set(code, name);
  }
  const { rows } = await sql<{ code: string }>`
    select c as code from unnest(${[...wanted.keys()]}::text[]) c where not exists (select from division d where d.code = c)`.execute(
    tx,
  );
  if (rows.length === 0) return;
  await lock(tx, 'divisionTree');
  const missing = rows.map(({ code }) => code);
  const moved = await addDivisions(tx, missing, (code) => wanted.get(code) ?? code);
  if (moved.length === 0) return;
  await lockAncestors(tx, moved);
  await refreshFigures(tx, moved);
}

/** Adds divisions under the lock of their tree; the codes of those that were there and moved under one of them. */
async function addDivisions(
  tx: Database,
  codes: readonly string[],
  nameOf: (code: string) => string,
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    insert into division (code, name, level) select c, n, l
    from unnest(${[...codes]}::text[], ${codes.map(nameOf)}::text[], ${codes.map(levelOf)}::text[]) t (c, n, l)
    on conflict (code) do nothing returning code`.execute(tx);
  if (rows.length === 0) return [];
  const added = new Set(rows.map((row) => row.code));
  const moved: string[] = [];
  const all = await sql<{ code: string; parent_code: string | null }>`select code, parent_code from division`.execute(
    tx,
  );
  const known = new Set(all.rows.map((row) => row.code));
  for (const row of all.rows) {
    const parent = prefixes(row.code).find((above) => known.has(above)) ?? null;
    if (parent === row.parent_code) continue;
    await sql`update division set parent_code = ${parent} where code = ${row.code}`.execute(tx);
    if (!added.has(row.code)) moved.push(row.code);
  }
  return moved;
}

/** Codes above a code, nearest first: 150103 → 150100, 150000; 150103100 → 150103, 150100, 150000. */
export function prefixes(code: string): string[] {
  const above: string[] = [];
  if (code.length === 12) above.push(code.slice(0, 9));
  if (code.length >= 9) above.push(code.slice(0, 6));
  const county = code.slice(0, 6);
  for (const parent of [`${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`]) {
    if (parent !== code && parent !== above.at(-1)) above.push(parent);
  }
  return above;
}

function levelOf(code: string): string {
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'town';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}
