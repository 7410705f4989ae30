import { normalise } from './normalise.js';

const PART = /[上下]半年|半年度|[一二三四1-4]季度|前三季度|(?<!\d)(?:[1-9]|1[01])月/u;

/** Whether the words around a table say that its figures are of a part of a year: 上半年, 前三季度, 1—9月, 截至6月底. */
export function isPartOfYear(text: string): boolean {
  return PART.test(normalise(text));
}
