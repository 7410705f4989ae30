import type { Styles } from './styles.js';
import { cellText } from './xml.js';

/** The widths of the columns of the sheet in front, in characters. */
export const WIDTHS = [7, 10, 20, 11, 22, 28, 52, 52];

/** Text is written into the cell itself and formatted as text, so that `=…` is never taken for a formula. */
export function text(reference: string, style: number, value: string): string {
  return value === ''
    ? `<c r="${reference}" s="${style}"/>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
}

/** The height of a row in points, by its texts from the third column on: not all office programs fit rows to wrapped texts. */
export function heightOf(texts: readonly (string | null)[]): number {
  const lines = texts.map((value, index) =>
    (value ?? '').split('\n').reduce((sum, line) => {
      const columns = [...line].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
      return sum + Math.max(1, Math.ceil(columns / (WIDTHS[index + 2]! - 2)));
    }, 0),
  );
  return Math.min(400, Math.max(...lines) * 13.5 + 4.5);
}

/** The styles of the cells of the sheet in front. */
export function stylesOf(styles: Styles) {
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
