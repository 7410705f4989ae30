import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WorkbookLayout } from '../../samples/layouts/sheet.js';
import { WORKBOOKS } from '../../samples/layouts/workbooks.js';
import { writeSamples } from '../../samples/ledgers.js';
import { bytesOf, sameCells } from '../../samples/write/workbook.js';

const committed = join(process.cwd(), 'samples');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the sample ledgers', () => {
  test('are what the records make: making them again over the committed ones writes nothing', async () => {
    await cp(join(committed, 'ledgers'), join(folder, 'ledgers'), { recursive: true });
    await cp(join(committed, 'expected.json'), join(folder, 'expected.json'));
    expect(await writeSamples(folder)).toEqual([]);
  });

  test('are the only files in their folder', async () => {
    const files = await readdir(join(committed, 'ledgers'));
    expect(new Set(files)).toEqual(new Set(WORKBOOKS.map((workbook) => workbook.file)));
  });

  test('come out the same in an empty folder, expected.json to the letter', async () => {
    expect(await writeSamples(folder)).toEqual([...WORKBOOKS.map((workbook) => workbook.file), 'expected.json']);
    expect(await readFile(join(folder, 'expected.json'), 'utf8')).toBe(
      await readFile(join(committed, 'expected.json'), 'utf8'),
    );
  });

  test.each(WORKBOOKS.map((workbook) => [workbook.file, workbook] as const))(
    '%s is written again when one cell differs',
    async (_, workbook) => {
      const [first, ...rest] = workbook.sheets;
      const rows = first!.rows.with(-1, {
        ...first!.rows.at(-1)!,
        cells: ['另一个值', ...first!.rows.at(-1)!.cells.slice(1)],
      });
      const changed: WorkbookLayout = { ...workbook, sheets: [{ ...first!, rows }, ...rest] };
      expect(sameCells(workbook.format, await bytesOf(workbook), await bytesOf(changed))).toBe(false);
    },
  );
});
