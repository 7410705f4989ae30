import { cellOf, fieldsOf, type ObservedRow, observedRows } from '../../src/checks/cells.js';
import { type Finding, findContradictions } from '../../src/checks/findings.js';
import { type ChangedFigure, jumpsByCause } from '../../src/checks/jumps.js';
import { FIGURE_CHECKS } from '../../src/checks/rules.js';
import { scopeOf, type Touched } from '../../src/checks/scope.js';
import { placeOf, wordsOf } from '../../src/checks/words.js';
import type { Recognition, SheetReading } from '../recognize/recognition.js';
import type { Issue } from '../issues/issue.js';
import type { Covered } from './covered.js';
import type { Database } from '../../src/database/sql.js';

/** The divisions, years and ledgers that the rows of some sheets are of. */
export function touchedBy(sheets: readonly { readonly reading: SheetReading; readonly covered: Covered }[]): Touched {
  const read = sheets.filter(({ covered }) => covered.divisions.size > 0);
  return {
    divisions: new Set(read.flatMap(({ covered }) => [...covered.divisions])),
    years: new Set(read.flatMap(({ covered }) => [...covered.years])),
    ledgers: new Set(read.flatMap(({ reading }) => reading.recognition?.ledger.id ?? [])),
  };
}

/** The workbook whose import is checked. */
export interface CheckedFile {
  readonly sha256: string;
  /** By sheet name. */
  readonly recognitions: ReadonlyMap<string, Recognition>;
  /** How many times last year's figure is a jump. */
  readonly jumpFactor: number;
  /** The figures that the import changed; null where they are not all known. */
  readonly changed: readonly ChangedFigure[] | null;
}

/**
 * The contradictions among the figures that a workbook changed, after they are refreshed; each names its cell where the
 * workbook has one. The number of statements does not depend on the rows.
 */
export async function contradictions(db: Database, touched: Touched, file: CheckedFile): Promise<Issue[]> {
  if (touched.ledgers.size === 0) return [];
  const { findings } = await findContradictions(db, await scopeOf(db, touched, file.jumpFactor), {
    rules: FIGURE_CHECKS,
  });
  const rows = await observedRows(db, findings);
  const jumps = findings.filter(({ rule }) => rule === 'JUMP');
  const others = findings.filter(({ rule }) => rule !== 'JUMP');
  const told = others.map((finding) => {
    const row = finding.leftRow === null ? undefined : rows.get(finding.leftRow);
    const own = row?.sha256 === file.sha256;
    const issue = { code: finding.rule, params: wordsOf(finding, file.jumpFactor, own ? '' : placeOf(finding, rows)) };
    return row !== undefined && own ? { ...issue, ...whereIn(row, finding, file) } : issue;
  });
  const caused = (await jumpsByCause(db, jumps, file.changed)).map(({ finding, cause }): Issue => {
    return { code: finding.rule, params: { ...wordsOf(finding, file.jumpFactor, ''), cause } };
  });
  return [...told, ...caused];
}

/** The cell of the workbook that a finding is stated in. */
function whereIn(row: ObservedRow, finding: Finding, { recognitions }: CheckedFile): Partial<Issue> {
  const [field] = fieldsOf(finding);
  const cell =
    field === null ? undefined : cellOf(row, recognitions.get(row.sheet)?.columns ?? [], field, finding.name);
  const { sheet, row: number } = row;
  if (cell === undefined) return { sheet, row: number };
  return { sheet, row: number, column: cell.column, heading: cell.heading, text: cell.text };
}
