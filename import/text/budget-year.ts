import { yearIn } from './caption.js';

/** Money of a year's budget that is handed down before it: 提前下达2024年中央引导资金. */
const AHEAD = /提前(?:下达|下拨|拨付|告知|安排)[^，。；\d]{0,20}((?:19|20)\d{2})年/u;
const BUDGET = /(?:19|20)\d{2}年度?[^，。；年]{0,20}预算/u;

/** The year of the budget that a row's words are about; null where they do not say. */
export function yearAhead(text: string): number | null {
  const year = AHEAD.exec(text.normalize('NFKC'))?.[1];
  return year === undefined ? null : Number(year);
}

/** The year of the budget that a title is about; null where it names none, or several. */
export function budgetYear(title: string): number | null {
  return yearAhead(title) ?? (BUDGET.test(title.normalize('NFKC')) ? yearIn(title) : null);
}
