/** Text without what no database keeps: NUL goes, a lone surrogate becomes U+FFFD. */
export function storable(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return whole.isWellFormed() ? whole : whole.toWellFormed();
}

/** Why a workbook with such a sheet name is refused: no office program writes one, and cut short it may equal another name. */
export const UNSTORABLE_NAME = '工作表名称中有无法保存的字符。';
