import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { json } from '../../src/database/columns.js';
import type { SettledSheet } from '../../src/entities/import-run.js';
import type { Mapping, Recognition } from './recognition.js';
import type { Database } from '../../src/database/sql.js';
import { normalise } from '../text/normalise.js';
import type { Sheet } from '../workbook/workbook.js';
import { type HeadingBlock, headingBlocks } from './block.js';
import { readHead } from './head.js';

/** Earlier decisions about sheets, by the signature of the sheet's headings. */
export type Remembered = ReadonlyMap<string, Mapping>;

/** Reads the decisions that are remembered for a division. */
export async function readRemembered(db: Database, division: string | null): Promise<Remembered> {
  if (division === null) return new Map();
  const rows = await db
    .selectFrom('import_mapping')
    .select(['signature', 'settled'])
    .where('division', '=', division)
    .execute();
  return new Map(rows.map((row) => [row.signature, row.settled]));
}

/** The decision about a sheet with these headings; undefined where there is none. */
export async function recall(remembered: Remembered, sheet: Sheet): Promise<Mapping | undefined> {
  if (remembered.size === 0) return undefined;
  const head = await readHead(sheet);
  for (const block of headingBlocks(head)) {
    const found = remembered.get(signatureOf(block));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Remembers a decision about a sheet, in place of an earlier one. */
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
  // The division was decided for this sheet only, not for others with such headings.
  const { division: _, ...lasting } = settled;
  const value = json<SettledSheet>(lasting);
  await db
    .insertInto('import_mapping')
    .values({ division, signature: signatureOf(block), settled: value })
    .onConflict((kept) =>
      kept.columns(['division', 'signature']).doUpdateSet({ settled: value, created_at: sql`now()` }),
    )
    .execute();
}

/** A hash of a block's headings, equal for the same headings in any order. */
function signatureOf(block: HeadingBlock): string {
  const headings = block.columns.map((column) => normalise(column.heading.text));
  return createHash('sha256').update(headings.toSorted().join('\n')).digest('hex');
}
