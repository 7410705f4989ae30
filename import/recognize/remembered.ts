import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { json } from '../../src/database/columns.js';
import type { SettledSheet } from '../../src/entities/import-run.js';
import { readingOf } from '../ledgers/index.js';
import { redact } from '../text/redact.js';
import type { Mapping, Recognition } from './recognition.js';
import type { Database } from '../../src/database/sql.js';
import { normalise } from '../text/normalise.js';
import type { Sheet } from '../workbook/workbook.js';
import { addressOf } from './addressed.js';
import { type HeadingBlock, headingBlocks } from './block.js';
import { captionOf } from './caption.js';
import { type Head, readHead } from './head.js';
import { fieldIn } from './names.js';

/** Looks up the earlier decision about a sheet; undefined where there is none. */
export type Recall = (sheet: Sheet) => Promise<Mapping | undefined>;

/** The earlier decisions of a division, found by a sheet's headings. `sha256` is that of the file that is imported. */
export async function recallOf(db: Database, division: string | null, sha256: string): Promise<Recall> {
  const rows =
    division === null
      ? []
      : await db
          .selectFrom('import_mapping')
          .select(['signature', 'settled', 'words', 'sha256'])
          .where('division', '=', division)
          .execute();
  const bySignature = new Map(rows.map((row) => [row.signature, row]));
  return async (sheet) => {
    if (bySignature.size === 0) return undefined;
    const head = await readHead(sheet);
    for (const block of headingBlocks(head)) {
      const found = bySignature.get(signatureOf(block, true)) ?? bySignature.get(signatureOf(block, false));
      if (found === undefined) continue;
      const sameFile = found.sha256 === sha256;
      return {
        ...found.settled,
        ...lastingFacts(found.settled, sameFile, found.words === wordsOf(sheet, head, block)),
      };
    }
    return undefined;
  };
}

/**
 * What was stated of all rows and holds again: for a sheet whose name and title differ in figures at most; a year or date
 * for the same file only.
 */
function lastingFacts(
  { facts = {}, ledger }: SettledSheet,
  sameFile: boolean,
  sameWords: boolean,
): Pick<Mapping, 'facts'> {
  if (!sameWords || ledger === undefined) return { facts: {} };
  const reading = readingOf(ledger);
  const isLasting = (name: string) => {
    const field = fieldIn(reading, name);
    return sameFile || (field !== undefined && reading.ledger.fields[field]?.kind !== 'date');
  };
  return { facts: Object.fromEntries(Object.entries(facts).filter(([name]) => isLasting(name))) };
}

/** What is told of a decision that is remembered. */
export interface DecidedFor {
  readonly division: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly decidedBy: string | null;
}

/** Remembers a decision about a sheet, in place of an earlier one. */
export async function remember(
  db: Database,
  { division, fileName, sha256, decidedBy }: DecidedFor,
  sheet: Sheet,
  recognition: Recognition,
  settled: Mapping,
): Promise<void> {
  const head = await readHead(sheet);
  const block = headingBlocks(head).find(
    ({ rows }) => rows[0] === recognition.headerRows[0] && rows[1] === recognition.headerRows[1],
  );
  if (block === undefined) return;
  // The division was decided for this sheet only, not for others with such headings.
  const { division: _, ...lasting } = settled;
  const { facts = [] } = recognition;
  const stated = Object.fromEntries(facts.map(({ field, value }) => [field, value]));
  const value = json<SettledSheet>({
    ...lasting,
    ...(facts.length === 0 ? {} : { ledger: recognition.ledger.id, facts: stated }),
  });
  const ordered = Object.keys(settled.columns ?? {}).some((named) => addressOf(block, named) !== null);
  const headings = block.columns.flatMap(({ heading }) => (heading.text === '' ? [] : [redact(heading.text)]));
  const about = {
    settled: value,
    headings,
    sheet: sheet.name,
    file_name: fileName,
    sha256,
    decided_by: decidedBy,
    words: wordsOf(sheet, head, block),
  };
  await db
    .insertInto('import_mapping')
    .values({ division, signature: signatureOf(block, ordered), ...about })
    .onConflict((kept) => kept.columns(['division', 'signature']).doUpdateSet({ ...about, created_at: sql`now()` }))
    .execute();
}

/** A hash of a block's headings, equal for the same headings in any order, or in the same places only. */
function signatureOf(block: HeadingBlock, placed: boolean): string {
  const headings = block.columns.map(({ column, heading }) => (placed ? `${column}|` : '') + normalise(heading.text));
  const text = (placed ? headings : headings.toSorted()).join('\n');
  return createHash('sha256').update(text).digest('hex');
}

const FIGURES = /[\d〇零一二三四五六七八九十]+(?:年度?)?/gu;

/** The words around a sheet's table without figures: its name and title. */
function wordsOf(sheet: Sheet, head: Head, block: HeadingBlock): string {
  const { title } = captionOf(head, block.rows[0]);
  return [sheet.name, redact(title ?? '')].map((text) => normalise(text).replace(FIGURES, '')).join('|');
}
