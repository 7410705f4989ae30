import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { IMPORT_HEAP_FLAGS } from '../../import/runs/import-thread.js';
import { HOSTILE_FILES, makeHostileFiles } from './make.js';

interface Ending {
  readonly name: string;
  readonly end: string;
  readonly ms: number;
  readonly peakMib: number;
}

const folder = mkdtempSync(join(tmpdir(), 'workbook-test-hostile-'));
const script = fileURLToPath(new URL('../../dist/test/hostile/run.js', import.meta.url));
let endings: Ending[] = [];

beforeAll(() => {
  if (!existsSync(script)) throw new Error('Run `npm run build` first: the files are read in a process of its own.');
  makeHostileFiles(folder);
  const lines = execFileSync(process.execPath, [...IMPORT_HEAP_FLAGS, script, folder], { encoding: 'utf8', env: {} });
  endings = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Ending);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are enough hostile files, each with a name of its own', () => {
  expect(new Set(HOSTILE_FILES.map((file) => file.name)).size).toBe(HOSTILE_FILES.length);
  expect(endings.length).toBe(HOSTILE_FILES.length);
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(50);
});

test('each ends in its own way, within twenty seconds of a busy machine', () => {
  const wrong = endings.filter(({ name, end, ms }) => {
    const ends = HOSTILE_FILES.find((file) => file.name === name)?.ends ?? [];
    return !ends.includes(end) || ms > 20_000;
  });
  expect(wrong).toEqual([]);
});

test('all of them, one after another in one process, stay within 300 MB', () => {
  expect(Math.max(...endings.map((ending) => ending.peakMib))).toBeLessThanOrEqual(300);
});
