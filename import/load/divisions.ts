import { sql } from 'kysely';
import { lock } from '../../src/database/locks.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/compute/refresh.js';
import type { Database } from '../../src/database/sql.js';
import { type DivisionRef, NAMES } from '../text/division-book.js';

/**
 * Adds missing divisions to the database, with those of GB/T 2260 above them; the parent of one outside GB/T 2260 is the
 * longest known prefix of its code. Existing divisions whose code begins with a new one's are moved under it, and the new
 * one's figures include theirs. Waits for others only where one is missing.
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

/** Adds divisions under the lock of their tree; the codes of existing ones that were moved under one of them. */
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
