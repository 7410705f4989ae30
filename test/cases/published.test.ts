import { testCases } from './case.js';

/** Layouts of announcements, yearly ledgers and statistical tables, in headings and shapes that no list of the reader was written from. */
const STILL_WRONG: readonly string[] = ['年度科技工作目标完成情况表.xlsx', '科技工作任务分解表.xlsx'];

testCases(new URL('published/', import.meta.url), STILL_WRONG);
