import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISSUES, type IssueCode } from '../../../import/issues/catalogue.js';
import { CHECK_RULES } from '../../../src/checks/rules.js';
import { LOAD_ISSUES } from '../../../import/issues/load-issues.js';

const sources = readdirSync('import', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('report/'))
  .map((name) => readFileSync(join('import', name), 'utf8'))
  .join('\n');
/** Those of loading are raised in SQL and by the server as well, those of the consistency checks by their rules. */
const own = (Object.keys(ISSUES) as IssueCode[]).filter((code) => !(code in LOAD_ISSUES) && !(code in CHECK_RULES));

test.each(own)('%s is raised somewhere, and says what happened and what to do', (code) => {
  expect(sources.includes(`'${code}'`)).toBe(true);
  const { message, remedy } = ISSUES[code];
  expect(message).toMatch(/[\u4e00-\u9fa5].*[。！]|\{(?:detail|text)\}$/);
  expect(remedy).toMatch(/[\u4e00-\u9fa5]/);
});
