import { afterAll, beforeAll } from '@jest/globals';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

/** The day on which it is asked. */
export const TODAY = '2025-06-30';
/** The database of the suite. */
export let database: TestDatabase;
let next = 990_500;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A code that no division has. */
export function nextCode(): string {
  return String((next += 1));
}

/** A code that no division has, for one with others under it. */
export function nextHundred(): string {
  return String((next = (Math.floor(next / 100) + 1) * 100));
}

/** A new division with these rows, under a city if there is one. */
export async function division(rows: readonly TinyRow[], parent: string | null = null): Promise<string> {
  const code = nextCode();
  await insertDivisions(database.db, [{ code, parent }]);
  await insertRows(database.db, code, rows);
  await refreshFigures(database.db, [code]);
  return code;
}

/** A new city. */
export async function city(): Promise<string> {
  const code = nextHundred();
  await insertDivisions(database.db, [{ code, parent: null, level: 'city' }]);
  return code;
}

/** The points of a division's indicator. */
export async function ask(
  code: string,
  indicator: string,
  from: number,
  to = from,
  more: object = {},
): Promise<Point[]> {
  const question = { indicators: [indicator], from, to, divisions: [code], ...more };
  const [series] = await answer(database.db, question, TODAY);
  return [...(series?.points ?? [])];
}

/** What points tell, by year. */
export const told = (points: readonly Point[]) =>
  Object.fromEntries(points.map(({ year, value, flags }) => [year, [value, ...flags]]));

/** An activity of a year. */
export const activity = (year: number, fields: TinyRow['fields'], limits?: TinyRow['limits']): TinyRow => ({
  ledger: 'activity',
  year,
  fields: { title: '甲', date: `${year}-03-01`, ...fields },
  ...(limits === undefined ? {} : { limits }),
});
/** What a ledger of science popularisation can say. */
export const SCIPOP = { kind: ['科普'] };

/** A project of a year. */
export const project = (year: number, fields: TinyRow['fields'], limits?: TinyRow['limits']): TinyRow => ({
  ledger: 'project',
  year,
  fields: { name: '甲', ...fields },
  ...(limits === undefined ? {} : { limits }),
});
/** What a list without the day of approval can say. */
export const UNDATED = { approvedDate: [] };

/** A certificate of a high-tech enterprise, issued in a year. */
export const certificate = (year: number, enterprise: string, more: TinyRow['fields'] = {}): TinyRow => ({
  ledger: 'qualification',
  year,
  fields: { type: '高新技术企业', enterprise, issuedDate: `${year}-11-12`, validUntil: `${year + 3}-11-11`, ...more },
});

/** Funds of the city level in 万元, received in a month. */
export const money = (year: number, amount: number, month = 5): TinyRow => ({
  ledger: 'funding',
  year,
  fields: { level: '市', flow: '下达', amount: amount * 10_000, date: `${year}-0${month}-01` },
});
