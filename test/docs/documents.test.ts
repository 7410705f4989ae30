import { expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const DECISIONS = readdirSync(join(ROOT, 'docs/decisions')).toSorted();
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  'bench/README.md',
  'docs/bi.md',
  'docs/indicators.md',
  ...DECISIONS.map((name) => `docs/decisions/${name}`),
];

test('decisions are numbered from 1 without gaps', () => {
  expect(DECISIONS.map((name) => name.slice(0, 5))).toEqual(
    DECISIONS.map((_, index) => `${String(index + 1).padStart(4, '0')}-`),
  );
});

test.each(DOCUMENTS)('%s names files that there are', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path = '']) => join(dirname(document), path));
  const sources = [...text.matchAll(/`((?:src|import|test|bench|migrations|docs)\/[\w./-]+\.(?:ts|md))`/gu)].map(
    ([, path = '']) => path,
  );
  expect([...links, ...sources].filter((path) => !/NAME|NNNN/u.test(path) && !existsSync(join(ROOT, path)))).toEqual(
    [],
  );
});
