import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { ledgerByConnection } from './connection.js';
import { columnName } from '../../src/entities/ledger.js';
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

const CASES = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as readonly Case[];

/** Cases that are still read wrong; one that is read right must leave this list. */
const STILL_WRONG: readonly string[] = [
  '立项名单只有标题年度.xlsx',
  '年度写在文号里.xlsx',
  '高企备案名单无发证日期.xlsx',
  '备注取消资格.xlsx',
  '申报类别新申报重新认定.xlsx',
  '基地仅有认定时间.xlsx',
  '基地申报和认定两个时间.xlsx',
  '特派员服务次数.xlsx',
  '级次写在分组行.xlsx',
  '种植地点写乡镇.xlsx',
  '年月日三列.xlsx',
  '高企奖补资金下达表.xlsx',
  '研发投入奖补下达名单.xlsx',
  '科普活动台账.xlsx',
  '上下两表有空列.xlsx',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function load({ file, division }: Case) {
  const [code = '', name = ''] = division.split(':');
  const path = fileURLToPath(new URL(file, import.meta.url));
  const given = { code, name };
  return runReport(database.db, await importWorkbook(database.db, { path, fileName: file, division: given }));
}

async function point(
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
  const [series] = await answer(database.db, question);
  return series!.points[0]!;
}

/** What is told of the values wanted, in their shape. */
async function told(division: string, wanted: Values, throughMonth: number | null = null): Promise<Values> {
  const found: Record<string, Record<string, Wanted>> = {};
  for (const [indicator, years] of Object.entries(wanted))
    for (const [year, value] of Object.entries(years)) {
      const { value: is, flags, rate } = await point(division, indicator, year, throughMonth);
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

const right = CASES.filter(({ file }) => !STILL_WRONG.includes(file));
const wrong = CASES.filter(({ file }) => STILL_WRONG.includes(file));
test.each(right)('$file: $why', check);
test.failing.each(wrong)('$file: $why', check);

async function check(each: Case): Promise<void> {
  if (each.after !== undefined) await load(CASES.find(({ file }) => file === each.after)!);
  const run = await load(each);
  const asked = run.sheets.some(({ ledger, candidates }) => ledger === null && candidates.length > 0);
  if (asked && each.must === 'right or asked') return;
  const code = each.division.split(':')[0]!;
  for (const [indicator, years] of Object.entries(each.never ?? {}))
    for (const [year, value] of Object.entries(years))
      expect([indicator, year, (await point(code, indicator, year)).value]).not.toEqual([indicator, year, value]);
  expect(await told(code, each.values ?? {})).toEqual(each.values ?? {});
  for (const [indicator, years] of Object.entries(each.through ?? {}))
    for (const [year, months] of Object.entries(years))
      for (const [month, value] of Object.entries(months))
        expect((await point(code, indicator, year, Number(month))).value).toBe(value);
  for (const [parent, values] of Object.entries(each.parents ?? {})) expect(await told(parent, values)).toEqual(values);
  if (each.rejected !== undefined) expect(run.counts.rejected).toBe(each.rejected);
  for (const [connection, fields] of Object.entries(each.text ?? {})) {
    const ledger = ledgerByConnection(connection);
    for (const [field, text] of Object.entries(fields)) {
      const { rows } = await sql<{ value: string }>`
        select ${sql.ref(columnName(field))} as value from ${sql.table(ledger.table)} where division = ${code} order by row_number limit 1`.execute(
        database.db,
      );
      expect(rows[0]?.value).toBe(text);
    }
  }
}
