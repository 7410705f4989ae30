import type { WordedIssue } from '../../issues/wording.js';
import { ISSUE_HEADINGS } from '../../text/own-sheet.js';
import { SEVERITIES } from './colours.js';
import { effectRows } from './effect-rows.js';
import type { ToldEffect } from './effects.js';
import { heightOf, stylesOf, text, WIDTHS } from './list-cells.js';
import type { Styles } from './styles.js';
import { escapeXml } from './xml.js';

/**
 * The worksheet part that lists the issues, most severe first, each with a link to its cell, and below them what becomes of
 * figures.
 */
export function issueSheet(
  { issues, effects }: { readonly issues: readonly WordedIssue[]; readonly effects: readonly ToldEffect[] },
  sheets: ReadonlySet<string>,
  styles: Styles,
  namespace: string,
): string {
  const style = stylesOf(styles);
  const rank = { ERROR: 0, WARNING: 1, INFO: 2 } as const;
  const ordered = issues.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
  const links: string[] = [];
  const rows = ordered.map((issue, index) => {
    const row = index + 2;
    const target = issue.address ?? (issue.row === null ? null : `A${issue.row}`);
    const linked = target !== null && issue.sheet !== null && sheets.has(issue.sheet);
    if (linked)
      links.push(
        `<hyperlink ref="D${row}" location="${escapeXml(`'${issue.sheet.replaceAll("'", "''")}'!${target}`)}"/>`,
      );
    const where = issue.address ?? (issue.row === null ? '' : `第${issue.row}行`);
    const height = heightOf([issue.sheet, where, issue.heading, issue.text, issue.message, issue.remedy]);
    return `<row r="${row}" ht="${height}" customHeight="1"><c r="A${row}" s="${style.number}"><v>${index + 1}</v></c>${[
      text(`B${row}`, style[issue.severity], SEVERITIES[issue.severity]),
      text(`C${row}`, style.text, issue.sheet ?? ''),
      text(`D${row}`, linked ? style.link : style.text, where),
      text(`E${row}`, style.text, issue.heading ?? ''),
      text(`F${row}`, style.text, issue.text ?? ''),
      text(`G${row}`, style.text, issue.message),
      text(`H${row}`, style.text, issue.remedy ?? ''),
    ].join('')}</row>`;
  });
  if (rows.length === 0) rows.push(`<row r="2">${text('G2', style.text, '没有发现问题。')}</row>`);
  const last = rows.length + 1;
  // One row stays empty between the two lists.
  const below = effectRows(effects, last + 2, style);
  const heads = ISSUE_HEADINGS.map((heading, index) => text(`${'ABCDEFGH'[index]!}1`, style.heading, heading)).join('');
  const columns = WIDTHS.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}">`,
    '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:H${below.length === 0 ? last : last + 1 + below.length}"/>`,
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData><row r="1" ht="24" customHeight="1">${heads}</row>${rows.join('')}${below.join('')}</sheetData>`,
    `<autoFilter ref="A1:H${last}"/>`,
    links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
}
