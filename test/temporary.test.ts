import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openTemporary } from '../src/temporary.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'taizhang-temporary-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A folder with a workbook in it, as a process leaves it. */
function leave(name: string): string {
  const folder = join(dataDir, 'tmp', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'workbook'), '身份证号');
  return folder;
}

const left = () => readdirSync(join(dataDir, 'tmp'));

test('what killed processes left is removed, also where their pid is now of another, and what live ones have stays', () => {
  const mine = openTemporary(dataDir);
  const name = basename(mine.path);
  writeFileSync(join(mine.path, 'workbook'), '');
  leave(`${hostname()}.${2 ** 22 + 1}.0123456789abcdef`);
  leave(`${hostname()}.${process.pid}.0123456789abcdef`);
  expect(openTemporary(dataDir).path).toBe(mine.path);
  expect(left()).toEqual([name]);
  expect(readdirSync(mine.path)).toEqual(['workbook']);
  mine.remove();
  expect(left()).toEqual([]);
});

test('what a process of another computer has is removed only when nothing was written there for a day', () => {
  const recent = leave('elsewhere.1.0123456789abcdef');
  const old = leave('elsewhere.2.0123456789abcdef');
  const dayBefore = Date.now() / 1000 - 25 * 3600;
  utimesSync(old, dayBefore, dayBefore);
  const mine = openTemporary(dataDir);
  expect(left().toSorted()).toEqual([basename(recent), basename(mine.path)].toSorted());
});

test('only its owner may read it', () => {
  const { path } = openTemporary(dataDir);
  for (const folder of [path, join(dataDir, 'tmp')]) expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('where the data folder cannot hold it, it is in the system’s folder for temporary files', () => {
  writeFileSync(join(dataDir, 'tmp'), '');
  const mine = openTemporary(dataDir);
  expect(mine.path.startsWith(join(tmpdir(), 'taizhang-tmp-'))).toBe(true);
  mine.remove();
});
