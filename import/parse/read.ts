import type { Draft, RowBatch } from './draft.js';
import type { Recognition } from '../recognize/recognition.js';
import type { Issue } from '../issues/issue.js';
import type { ReadContext } from './read-context.js';
import type { Row, Sheet } from '../workbook/workbook.js';
import type { ResolveDivision } from './division.js';
import type { ChecksOf } from './row-checks.js';
import { RowReader } from './row-reader.js';

/** What the sheets of an import share: the fingerprints so far, and how divisions are found. */
const seen = new WeakMap<ResolveDivision, Map<string, number>>();

/**
 * Reads the rows of a recognised sheet as a stream. Each row under the headings becomes a draft (or several, where
 * figures are spread over columns), as rejected with an ERROR, or as skipped with its reason. The last batch holds the
 * issues of the whole sheet. It ends where another table begins.
 */
export async function* readRows(
  sheet: Sheet,
  recognition: Recognition,
  context: ReadContext,
  checksOf: ChecksOf,
): AsyncGenerator<RowBatch, void> {
  let occurrences = seen.get(context.resolveDivision);
  if (occurrences === undefined) seen.set(context.resolveDivision, (occurrences = new Map()));
  const reader = new RowReader(sheet, recognition, context, checksOf, occurrences);
  const first = recognition.headerRows[1];
  let held: readonly Row[] = [];
  for await (const rows of sheet.rows()) {
    const batch = readBatch(reader, held, first, rows[0]);
    if (batch !== null) yield batch;
    held = rows;
    if (reader.below !== null) break;
  }
  const last = readBatch(reader, held, first, undefined);
  if (last !== null) yield last;
  const issues = reader.finish();
  const below = reader.below === null ? {} : { below: reader.below };
  yield { drafts: [], rejected: 0, skipped: 0, issues, limits: reader.limits(), ...below };
}

/** `after`: the row that follows the batch. */
function readBatch(reader: RowReader, rows: readonly Row[], headings: number, after: Row | undefined): RowBatch | null {
  const drafts: Draft[] = [];
  const issues: Issue[] = [];
  let rejected = 0;
  let skipped = 0;
  for (const [at, row] of rows.entries()) {
    if (row.number <= headings) continue;
    if (reader.below !== null) break;
    const fate = reader.read(row, drafts, issues, rows[at + 1] ?? after);
    if (fate === 'rejected') rejected += 1;
    else if (fate === 'skipped') skipped += 1;
  }
  return drafts.length === 0 && rejected === 0 && skipped === 0 && issues.length === 0
    ? null
    : { drafts, rejected, skipped, issues };
}
