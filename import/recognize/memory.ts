import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Mapping, Recognition } from './recognition.js';
import type { Database } from '../../src/database/sql.js';
import { normalise } from '../text/normalise.js';
import type { Sheet } from '../workbook/workbook.js';
import { type HeadingBlock, headingBlocks } from './block.js';
import { readHead } from './head.js';

/** What people decided about sheets before, by the headings of the sheet. */
export type Memory = ReadonlyMap<string, Mapping>;

/** Reads what was decided for a division. */
export async function readMemory(db: Database, division: string | null): Promise<Memory> {
  if (division === null) return new Map();
  const { rows } = await sql<{ signature: string; settled: Mapping }>`
    select signature, settled from import_mapping where division = ${division}`.execute(db);
  return new Map(rows.map((row) => [row.signature, row.settled]));
}

/** What was decided about a sheet with these headings; undefined where nothing was. */
export async function recall(memory: Memory, sheet: Sheet): Promise<Mapping | undefined> {
  if (memory.size === 0) return undefined;
  const head = await readHead(sheet);
  for (const block of headingBlocks(head)) {
    const found = memory.get(signatureOf(block));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keeps a decision about a sheet for the next time, in the place of an earlier one. */
export async function remember(
  db: Database,
  division: string,
  sheet: Sheet,
  recognition: Recognition,
  settled: Mapping,
): Promise<void> {
  const blocks = headingBlocks(await readHead(sheet));
  const block = blocks.find(
    ({ rows }) => rows[0] === recognition.headerRows[0] && rows[1] === recognition.headerRows[1],
  );
  if (block === undefined) return;
  // Which division a sheet is of is said of this sheet, not of the next with such headings.
  const { division: _, ...lasting } = settled;
  await sql`
    insert into import_mapping (division, signature, settled) values (${division}, ${signatureOf(block)}, ${JSON.stringify(lasting)}::jsonb)
    on conflict (division, signature) do update set settled = excluded.settled, created_at = now()`.execute(db);
}

/** The same for sheets whose headings are the same, in whatever order. */
function signatureOf(block: HeadingBlock): string {
  const headings = block.columns.map((column) => normalise(column.heading.text));
  return createHash('sha256').update(headings.toSorted().join('\n')).digest('hex');
}
