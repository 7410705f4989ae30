import { normalise } from './normalise.js';

const PART = /[上下]半年|半年度|[一二三四1-4]季度|前三季度|(?<!\d)(?:[1-9]|1[01])月/u;

/** Whether the words around a table say that its figures are of a part of a year: 上半年, 前三季度, 1—9月, 截至6月底. */
export function isPartOfYear(text: string): boolean {
  return PART.test(normalise(text));
}

const RUNNING =
  /上半年|前三季度|[一二三1-3]季度|(?<!\d)1月?[-~至到](?:[2-9]|1[01])月|(?<!\d)(?:[2-9]|1[01])月份?累计|截[至止]到?(?:\d{4}年)?(?:[1-9]|1[01])月/u;

/** Whether a title says that the figures below it are sums up to a month before the end of the year; a month alone may be the one of a report. */
export function isRunningSum(text: string): boolean {
  return RUNNING.test(normalise(text));
}
