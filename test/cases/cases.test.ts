import { testCases } from './case.js';

/** Cases that are still read wrong; one that is read right must leave this list. */
const STILL_WRONG: readonly string[] = [];

testCases(new URL('./', import.meta.url), STILL_WRONG);
