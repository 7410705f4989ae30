/** The name of the sheet of issues; a number is added where a clerk's sheet has the name. */
export const ISSUE_SHEET = '导入问题';

/** Its headings, in its first row. */
export const ISSUE_HEADINGS = ['序号', '严重程度', '工作表', '单元格', '表头', '原文', '问题', '怎么办'] as const;

/** The hidden sheet for a template's lists that are too long for a drop-down, and the text of its first cell. */
export const LIST_SHEET = '下拉选项';
export const LIST_HEADING = '下拉选项（请勿修改）';

/** Whether annotating added a sheet: by its name and the texts of its first row. */
export function isIssueSheet(name: string, firstRow: readonly string[]): boolean {
  return (
    new RegExp(`^${ISSUE_SHEET}\\d*$`, 'u').test(name.trim()) &&
    ISSUE_HEADINGS.every((heading, column) => firstRow[column]?.trim() === heading)
  );
}

/** Whether a sheet is the hidden one with a template's lists, which holds no records. */
export function isListSheet(name: string, firstRow: readonly string[]): boolean {
  return name === LIST_SHEET && firstRow[0]?.trim() === LIST_HEADING;
}

/** The sheet of an export that explains its columns, and the text of its first cell. */
export const EXPLAINED_SHEET = '说明';
export const EXPLAINED_HEADING = '数据集';

/** Whether a sheet is the one of an export that explains its columns. */
export function isExplainedSheet(name: string, firstRow: readonly string[]): boolean {
  return name === EXPLAINED_SHEET && firstRow[0]?.trim() === EXPLAINED_HEADING && /（\w+）$/u.test(firstRow[1] ?? '');
}
