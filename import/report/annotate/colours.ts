import type { Severity } from '../../issues/issue-text.js';

/** The fills of marked cells, in unusual colours so that they are recognised in an annotated workbook. INFO is not marked. */
export const FILLS = { ERROR: 'FFFFC1C3', WARNING: 'FFFFEB9A', INFO: 'FFDCEBF6' } as const satisfies Record<
  Severity,
  string
>;

/** The Chinese names of the severities. */
export const SEVERITIES = { ERROR: '错误', WARNING: '警告', INFO: '提示' } as const satisfies Record<Severity, string>;
