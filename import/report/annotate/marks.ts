import type { Severity } from '../../issues/issue-text.js';
import type { MergedRange } from '../../workbook/workbook.js';
import { parseReference } from '../../workbook/xlsx/reference.js';
import type { WordedIssue } from '../../issues/wording.js';
import { SEVERITIES } from './colours.js';

/** A cell to mark. */
export interface CellMark {
  /** From 1. */
  readonly row: number;
  /** Zero-based. */
  readonly column: number;
  readonly severity: Severity;
  /** The text of the comment. */
  readonly text: string;
}

/** What marking needs to know of a sheet. */
export interface MarkedSheet {
  readonly merges: readonly MergedRange[];
  /** Zero-based column in which issues about whole rows are marked. */
  readonly lead: number;
}

const RANK: Readonly<Record<Severity, number>> = { ERROR: 0, WARNING: 1, INFO: 2 };
const JOINED = 8;

/** The cells of a sheet that have errors or warnings, each with its issues joined; a merged cell is marked as a whole. */
export function marksOf(issues: readonly WordedIssue[], sheet: MarkedSheet): CellMark[] {
  const anchor = anchors(sheet.merges);
  const cells = new Map<string, { row: number; column: number; issues: WordedIssue[] }>();
  for (const issue of issues) {
    if (issue.severity === 'INFO' || issue.row === null) continue;
    const stated = issue.address === null ? undefined : parseReference(issue.address);
    const at = anchor(stated ?? { row: issue.row - 1, column: sheet.lead });
    const key = `${at.row} ${at.column}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { row: at.row + 1, column: at.column, issues: [issue] });
    else cell.issues.push(issue);
  }
  return [...cells.values()]
    .map(({ row, column, issues: all }) => {
      const ranked = all.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
      return { row, column, severity: ranked[0]!.severity, text: commentText(ranked, row) };
    })
    .toSorted((a, b) => a.row - b.row || a.column - b.column);
}

function commentText(issues: readonly WordedIssue[], row: number): string {
  const said = issues.slice(0, JOINED).map((issue) => {
    const elsewhere = issue.row === row ? '' : `第${issue.row}行：`;
    const remedy = issue.remedy === null ? '' : `\n→ ${issue.remedy}`;
    return `【${SEVERITIES[issue.severity]}】${elsewhere}${issue.message}${remedy}`;
  });
  const more = issues.length > JOINED ? [`另有${issues.length - JOINED}个问题，见“导入问题”表。`] : [];
  return [...said, ...more].join('\n');
}

/** Finds the first cell of the merge that a cell lies in. */
function anchors(
  merges: readonly MergedRange[],
): (cell: { row: number; column: number }) => { row: number; column: number } {
  const byRow = merges.toSorted((a, b) => a.top - b.top);
  const deepest = byRow.reduce((most, merge) => Math.max(most, merge.bottom - merge.top), 0);
  return (cell) => {
    let low = 0;
    let high = byRow.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byRow[middle]!.top < cell.row - deepest) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < byRow.length && byRow[at]!.top <= cell.row; at += 1) {
      const { top, left, bottom, right } = byRow[at]!;
      if (cell.row <= bottom && cell.column >= left && cell.column <= right) return { row: top, column: left };
    }
    return cell;
  };
}
