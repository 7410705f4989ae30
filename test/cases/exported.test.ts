import { testCases } from './case.js';

/** Exports of systems, yearly forms, wide and stacked tables, in headings and shapes that no list of the reader was written from. */
const STILL_WRONG: readonly string[] = ['重点项目资金配套台账.xlsx'];

testCases(new URL('exported/', import.meta.url), STILL_WRONG);
