import type { WordedIssue } from '../../issues/wording.js';
import { ISSUE_HEADINGS } from '../../text/own-sheet.js';
import { SEVERITIES } from './colours.js';
import type { Styles } from './styles.js';
import { cellText, escapeXml } from './xml.js';

const WIDTHS = [7, 10, 20, 11, 22, 28, 52, 52];

/** The worksheet part that lists the issues, most severe first, each with a link to its cell. */
export function issueSheet(
  issues: readonly WordedIssue[],
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
  const heads = ISSUE_HEADINGS.map((heading, index) => text(`${'ABCDEFGH'[index]!}1`, style.heading, heading)).join('');
  const columns = WIDTHS.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}">`,
    '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:H${last}"/>`,
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData><row r="1" ht="24" customHeight="1">${heads}</row>${rows.join('')}</sheetData>`,
    `<autoFilter ref="A1:H${last}"/>`,
    links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
}

/** Text is written into the cell itself and formatted as text, so that `=…` is never taken for a formula. */
function text(reference: string, style: number, value: string): string {
  return value === ''
    ? `<c r="${reference}" s="${style}"/>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
}

/** The height of a row in points, by its texts from the third column on: not all office programs fit rows to wrapped texts. */
function heightOf(texts: readonly (string | null)[]): number {
  const lines = texts.map((value, index) =>
    (value ?? '').split('\n').reduce((sum, line) => {
      const columns = [...line].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
      return sum + Math.max(1, Math.ceil(columns / (WIDTHS[index + 2]! - 2)));
    }, 0),
  );
  return Math.min(400, Math.max(...lines) * 13.5 + 4.5);
}

function stylesOf(styles: Styles) {
  const font = (more: string) => styles.add('fonts', `<font>${more}<name val="宋体"/><family val="3"/></font>`);
  const plain = font('<sz val="10"/>');
  const bold = font('<b/><sz val="10"/>');
  const blue = font('<u/><sz val="10"/><color rgb="FF0563C1"/>');
  const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;
  const border = styles.add(
    'borders',
    `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`,
  );
  const xf = (format: number, of: number, fill: number, alignment: string) =>
    styles.add(
      'cellXfs',
      `<xf numFmtId="${format}" fontId="${of}" fillId="${fill}" borderId="${border}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment} vertical="center"/></xf>`,
    );
  const severe = (severity: 'ERROR' | 'WARNING' | 'INFO') =>
    xf(49, plain, styles.fill(severity), 'horizontal="center"');
  return {
    heading: xf(49, bold, styles.fill('INFO'), 'horizontal="center" wrapText="1"'),
    number: xf(0, plain, 0, 'horizontal="center"'),
    text: xf(49, plain, 0, 'wrapText="1"'),
    link: xf(49, blue, 0, 'horizontal="center"'),
    ERROR: severe('ERROR'),
    WARNING: severe('WARNING'),
    INFO: severe('INFO'),
  };
}
