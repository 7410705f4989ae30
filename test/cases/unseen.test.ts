import { testCases } from './case.js';

/** Layouts of announcements, registers, logs and systems whose values were written down before the reader was tried on them. */
const STILL_WRONG: readonly string[] = [];

testCases(new URL('unseen/', import.meta.url), STILL_WRONG);
