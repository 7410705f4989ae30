import type { ChecksOf } from '../parse/row-checks.js';
import { absentFields, partialFields } from './absent-fields.js';
import { rowTotals } from './row-total.js';
import { rowRules } from './rules.js';
import { TotalCheck } from './totals.js';

/** The checks of a sheet's rows: rules, sums within a row, total rows. */
export const sheetChecks: ChecksOf = (sheet, plan) => ({
  rules: rowRules(plan.reading, plan.byField),
  rowTotals: rowTotals(plan),
  totals: new TotalCheck(sheet),
  absent: (words) => [...absentFields(sheet, plan.reading, words), ...partialFields(sheet, plan.reading, words.limits)],
});
