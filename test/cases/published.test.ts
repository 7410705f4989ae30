import { testCases } from './case.js';

/** Layouts of announcements, yearly ledgers and statistical tables, made by somebody who had not read the program. */
const STILL_WRONG: readonly string[] = [];

testCases(new URL('published/', import.meta.url), STILL_WRONG);
