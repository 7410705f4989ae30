import type { Severity } from '../../issues/issue-text.js';

/** How a marked cell is filled; odd enough to be known again when the workbook comes back. INFO is not marked. */
export const FILLS = { ERROR: 'FFFFC1C3', WARNING: 'FFFFEB9A', INFO: 'FFDCEBF6' } as const satisfies Record<
  Severity,
  string
>;

/** How the severities are called. */
export const SEVERITIES = { ERROR: '错误', WARNING: '警告', INFO: '提示' } as const satisfies Record<Severity, string>;
