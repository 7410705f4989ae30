import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { ledgerByConnection } from './connection.js';
import { columnName } from '../../src/entities/ledger.js';
import type { Database } from '../../src/database/sql.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** A value that must come, alone or with its flags and growth. */
type Wanted =
  | number
  | null
  | { readonly value: number | null; readonly flags?: readonly string[]; readonly rate?: number | null };
type Values = Readonly<Record<string, Readonly<Record<string, Wanted>>>>;

/** A small ledger in a layout that bureaus use, and what has to be told of it. */
interface Case {
  readonly file: string;
  readonly division: string;
  /** A case that is imported before this one. */
  readonly after?: string;
  readonly must: 'right' | 'right or asked';
  readonly values?: Values;
  readonly never?: Values;
  /** Values of January to a month. */
  readonly through?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Wanted>>>>>>;
  readonly parents?: Readonly<Record<string, Values>>;
  readonly rejected?: number;
  /** A field that the first row has, by connection. */
  readonly text?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly why: string;
}

/**
 * Declares a test for each case of a folder, which holds the workbooks and `cases.json`. Those of `stillWrong` are
 * expected to fail: one that is read right must leave the list.
 */
export function testCases(folder: URL, stillWrong: readonly string[]): void {
  const cases = JSON.parse(readFileSync(new URL('cases.json', folder), 'utf8')) as readonly Case[];
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());
  const check = (each: Case) => checkCase(database.db, folder, cases, each);
  test.each(cases.filter(({ file }) => !stillWrong.includes(file)))('$file: $why', check);
  if (stillWrong.length > 0)
    test.each(cases.filter(({ file }) => stillWrong.includes(file)))('still wrong, $file: $why', async (each) => {
      await expect(check(each)).rejects.toThrow();
    });
  test('the list of those still read wrong names cases', () => {
    expect(stillWrong.filter((file) => !cases.some((each) => each.file === file))).toEqual([]);
  });
}

async function load(db: Database, folder: URL, { file, division }: Case) {
  const [code = '', name = ''] = division.split(':');
  const path = fileURLToPath(new URL(file, folder));
  const given = { code, name };
  return runReport(db, await importWorkbook(db, { path, fileName: file, division: given }));
}

async function point(
  db: Database,
  division: string,
  indicator: string,
  year: string,
  throughMonth: number | null = null,
): Promise<Point> {
  const question = {
    indicators: [indicator],
    from: Number(year),
    to: Number(year),
    divisions: [division],
    throughMonth,
  };
  const [series] = await answer(db, question);
  return series!.points[0]!;
}

const NOTHING = { value: null, flags: [], rate: null };

async function isKnown(db: Database, division: string): Promise<boolean> {
  return (await db.selectFrom('division').select('code').where('code', '=', division).execute()).length > 0;
}

/** What is told of the values wanted, in their shape. */
async function told(db: Database, division: string, wanted: Values): Promise<Values> {
  const found: Record<string, Record<string, Wanted>> = {};
  // Of a division of which nothing was loaded nothing is known.
  const known = await isKnown(db, division);
  for (const [indicator, years] of Object.entries(wanted))
    for (const [year, value] of Object.entries(years)) {
      const { value: is, flags, rate } = known ? await point(db, division, indicator, year) : NOTHING;
      (found[indicator] ??= {})[year] =
        value === null || typeof value === 'number'
          ? is
          : {
              value: is,
              ...(value.flags === undefined ? {} : { flags }),
              ...(value.rate === undefined ? {} : { rate }),
            };
    }
  return found;
}

/** While a sheet waits for a decision a value is right, unknown, or told as partial. */
async function checkAsked(db: Database, division: string, wanted: Values): Promise<void> {
  if (!(await isKnown(db, division))) return;
  for (const [indicator, years] of Object.entries(wanted))
    for (const [year, value] of Object.entries(years)) {
      const { value: is, flags } = await point(db, division, indicator, year);
      const right = typeof value === 'object' && value !== null ? value.value : value;
      if (is !== null && !flags.includes('PARTIAL')) expect([indicator, year, is]).toEqual([indicator, year, right]);
    }
}

async function checkCase(db: Database, folder: URL, cases: readonly Case[], each: Case): Promise<void> {
  if (each.after !== undefined)
    await load(
      db,
      folder,
      cases.find(({ file }) => file === each.after)!,
    );
  const run = await load(db, folder, each);
  const asked = run.sheets.some(({ ledger, candidates }) => ledger === null && candidates.length > 0);
  const code = each.division.split(':')[0]!;
  if (asked && each.must === 'right or asked') return checkAsked(db, code, each.values ?? {});
  for (const [indicator, years] of Object.entries(each.never ?? {}))
    for (const [year, value] of Object.entries(years))
      expect([indicator, year, (await point(db, code, indicator, year)).value]).not.toEqual([indicator, year, value]);
  expect(await told(db, code, each.values ?? {})).toEqual(each.values ?? {});
  for (const [indicator, years] of Object.entries(each.through ?? {}))
    for (const [year, months] of Object.entries(years))
      for (const [month, value] of Object.entries(months))
        expect((await point(db, code, indicator, year, Number(month))).value).toBe(value);
  for (const [parent, values] of Object.entries(each.parents ?? {}))
    expect(await told(db, parent, values)).toEqual(values);
  if (each.rejected !== undefined) expect(run.counts.rejected).toBe(each.rejected);
  for (const [connection, fields] of Object.entries(each.text ?? {})) {
    const ledger = ledgerByConnection(connection);
    for (const [field, text] of Object.entries(fields)) {
      const { rows } = await sql<{ value: string }>`
        select ${sql.ref(columnName(field))} as value from ${sql.table(ledger.table)} where division = ${code} order by row_number limit 1`.execute(
        db,
      );
      expect(rows[0]?.value).toBe(text);
    }
  }
}
